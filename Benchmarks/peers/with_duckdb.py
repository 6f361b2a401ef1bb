"""The job of README.md with DuckDB: the document cut into values once, then columns."""

import sys

import duckdb

COLUMNS = """
create temp table line as
select j ->> '$.id' as id, j ->> '$.relationships.payment.data.ident' as ident,
  (a ->> 'alphabet') = 'DICE' as dice, (a ->> 'digits')::bigint as digits, (a ->> 'size')::bigint as size,
  a ->> 'available' as available, a ->> 'checksum' as checksum, (a ->> 'rate')::bigint as rate,
  (a ->> '$.filesizes.data')::bigint as data,
  epoch_ms((a ->> '$.timestamps.requested')::timestamptz) as requested,
  epoch_ms((a ->> '$.timestamps.started')::timestamptz) as started,
  epoch_ms((a ->> '$.timestamps.ended')::timestamptz) as ended,
  epoch_ms((a ->> '$.timestamps.finished')::timestamptz) as finished
from (select j, json_extract(j, '$.attributes') as a from (select unnest(items) as j from document))
"""

# greatest() leaves out what is null, so each stamp is held against the latest of those before it.
TOTALS = """
select count(*),
  count(*) filter (data <> size * (digits * (case when dice then 3 else 1 end) + 1) - 1),
  count(*) filter (length(checksum) <> digits * (case when dice then 14 else 7 end)),
  count(*) filter (available = '0' and checksum like '%1%'),
  count(*) filter (started < requested or ended < greatest(requested, started)
    or finished < greatest(requested, started, ended)),
  count(*) filter (abs(rate * (ended - started) - 1000 * digits * size) * 20 > 1000 * digits * size),
  count(*) filter (not good),
  count(*) - count(distinct id),
  count(*) filter (good) - count(distinct ident) filter (good),
  avg(rate) filter (ended - started is not null),
  avg(rate::hugeint * rate) filter (ended - started is not null)
    - avg(rate) filter (ended - started is not null) * avg(rate) filter (ended - started is not null),
  min(rate) filter (ended - started is not null), max(rate) filter (ended - started is not null)
from (select *, regexp_full_match(ident, 'pi_[A-Za-z0-9]{24}') as good from line)
"""

NAMES = "records filesize width nonzero order ratedev payment dup_id dup_ident mean var min max".split()


def main() -> None:
    database = duckdb.connect()
    cut = "create temp table document as select json_extract(content, '$.data[*]') as items from read_text(?)"
    database.execute(cut, [sys.argv[1]])
    database.execute(COLUMNS)
    totals = database.execute(TOTALS).fetchone()
    print(*(f"{name}={total}" for name, total in zip(NAMES, totals)))


main()
