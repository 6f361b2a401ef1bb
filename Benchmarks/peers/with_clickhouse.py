"""The job of README.md with ClickHouse (chdb): the document is one row with an array of tuples."""

import csv
import sys

import chdb

TYPE = """data Array(Tuple(
  id String,
  attributes Tuple(alphabet String, digits String, size String, available String, rate Nullable(Int64),
    checksum Nullable(String), filesizes Tuple(data Nullable(Int64)),
    timestamps Tuple(requested Nullable(String), started Nullable(String), ended Nullable(String),
      finished Nullable(String))),
  relationships Tuple(payment Tuple(data Tuple(ident String)))))"""

QUERY = """
with line as (
  select d.id as id, d.relationships.payment.data.ident as ident, d.attributes.alphabet = 'DICE' as dice,
    toInt64(d.attributes.digits) as digits, toInt64(d.attributes.size) as size,
    d.attributes.available as available, d.attributes.checksum as checksum, d.attributes.rate as rate,
    d.attributes.filesizes.data as bytes,
    toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(d.attributes.timestamps.requested, 3, 'UTC')) as requested,
    toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(d.attributes.timestamps.started, 3, 'UTC')) as started,
    toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(d.attributes.timestamps.ended, 3, 'UTC')) as ended,
    toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(d.attributes.timestamps.finished, 3, 'UTC')) as finished,
    match(ident, '^pi_[A-Za-z0-9]{24}$') as good,
    ended - started is not null and rate is not null as timed
  from (select arrayJoin(data) as d from file('PATH', 'JSONEachRow', 'TYPE')))
select count() as records,
  countIf(bytes != size * (digits * if(dice, 3, 1) + 1) - 1) as filesize,
  countIf(length(checksum) != digits * if(dice, 14, 7)) as width,
  countIf(available = '0' and position(checksum, '1') > 0) as nonzero,
  countIf(coalesce(started < requested, 0) or coalesce(ended < started, 0) or coalesce(ended < requested, 0)
    or coalesce(finished < ended, 0) or coalesce(finished < started, 0) or coalesce(finished < requested, 0)) as order_,
  countIf(abs(rate * (ended - started) - 1000 * digits * size) * 20 > 1000 * digits * size) as ratedev,
  countIf(not good) as payment,
  count() - uniqExact(id) as dup_id,
  countIf(good) - uniqExactIf(ident, good) as dup_ident,
  sumIf(rate, timed) / countIf(timed) as mean,
  sumIf(rate * rate, timed) / countIf(timed) - mean * mean as var,
  minIf(rate, timed) as least, maxIf(rate, timed) as most
from line
settings input_format_skip_unknown_fields = 1, input_format_json_ignore_unknown_keys_in_named_tuple = 1,
  input_format_json_defaults_for_missing_elements_in_named_tuple = 1, input_format_parallel_parsing = 0,
  input_format_json_max_object_size = 1000000000000
"""

NAMES = "records filesize width nonzero order ratedev payment dup_id dup_ident mean var min max".split()


def main() -> None:
    path = sys.argv[1].replace("\\", "\\\\").replace("'", "\\'")
    answer = str(chdb.query(QUERY.replace("PATH", path).replace("TYPE", TYPE), "CSV"))
    print(*(f"{name}={total}" for name, total in zip(NAMES, next(csv.reader([answer])))))


main()
