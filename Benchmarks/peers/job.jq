# The job of README.md with jq. Sorted arrays instead of sets: a set kept in `reduce` is copied again and again.
def milliseconds: if . == null then null else (.[0:19] + "Z" | fromdate) * 1000 + (.[20:23] | tonumber) end;
def twice: length - (unique | length);

[.data[] | . as $record | .attributes | (.alphabet == "DICE") as $dice
  | (.digits | tonumber) as $digits | (.size | tonumber) as $size
  | [.timestamps | .requested, .started, .ended, .finished | milliseconds] as $moments
  | [$moments[] | values] as $there
  | ($digits * $size) as $characters
  | ($record.relationships.payment.data.ident) as $ident
  | {
      filesize: (.filesizes.data != null
        and .filesizes.data != $size * ($digits * (if $dice then 3 else 1 end) + 1) - 1),
      width: (.checksum != null and (.checksum | length) != $digits * (if $dice then 14 else 7 end)),
      nonzero: (.available == "0" and .checksum != null and (.checksum | test("[^0]"))),
      order: ($there != ($there | sort)),
      rate: (if .rate != null and $moments[1] != null and $moments[2] != null then .rate else null end),
      window: (if $moments[1] != null and $moments[2] != null then $moments[2] - $moments[1] else null end),
      characters: $characters,
      id: $record.id,
      ident: $ident,
      payment: ($ident | test("^pi_[A-Za-z0-9]{24}$") | not)
    }]
| ([.[] | select(.rate != null)]) as $timed
| ($timed | map(.rate) | add / length) as $mean
| "records=\(length) filesize=\(map(select(.filesize)) | length) width=\(map(select(.width)) | length)"
  + " nonzero=\(map(select(.nonzero)) | length) order=\(map(select(.order)) | length)"
  + " ratedev=\([$timed[] | select((.rate * .window - 1000 * .characters | fabs) * 20 > 1000 * .characters)] | length)"
  + " payment=\(map(select(.payment)) | length) dup_id=\(map(.id) | twice)"
  + " dup_ident=\(map(select(.payment | not) | .ident) | twice)"
  + " mean=\($mean) var=\(($timed | map(.rate * .rate) | add / length) - $mean * $mean)"
  + " min=\($timed | map(.rate) | min) max=\($timed | map(.rate) | max)"
