"""The job of README.md with orjson: dictionaries, all in memory."""

import gc
import re
import sys
from datetime import datetime, timedelta

import orjson

STEPS = ("requested", "started", "ended", "finished")


def main() -> None:
    gc.disable()
    with open(sys.argv[1], "rb") as file:
        records = orjson.loads(file.read())["data"]
    shaped = re.compile(r"pi_[A-Za-z0-9]{24}").fullmatch
    moment, millisecond = datetime.fromisoformat, timedelta(milliseconds=1)
    filesize = width = nonzero = order = deviating = payment = 0
    ids, idents, rates = set(), set(), []
    good_idents = 0
    for record in records:
        attributes = record["attributes"]
        digits, size = int(attributes["digits"]), int(attributes["size"])
        dice = attributes["alphabet"] == "DICE"
        data = attributes.get("filesizes", {}).get("data")
        if data is not None and data != size * (digits * (3 if dice else 1) + 1) - 1:
            filesize += 1
        if (checksum := attributes.get("checksum")) is not None:
            if len(checksum) != digits * (14 if dice else 7):
                width += 1
            if attributes["available"] == "0" and checksum.strip("0"):
                nonzero += 1
        stamps = attributes["timestamps"]
        moments = {name: moment(stamps[name]) for name in STEPS if name in stamps}
        there = list(moments.values())
        if any(former > latter for former, latter in zip(there, there[1:])):
            order += 1
        rate = attributes.get("rate")
        if rate is not None and "started" in moments and "ended" in moments:
            rates.append(rate)
            window, characters = (moments["ended"] - moments["started"]) // millisecond, digits * size
            if abs(rate * window - 1000 * characters) * 20 > 1000 * characters:
                deviating += 1
        ids.add(record["id"])
        ident = record["relationships"]["payment"]["data"]["ident"]
        if shaped(ident):
            good_idents += 1
            idents.add(ident)
        else:
            payment += 1
    mean = sum(rates) / len(rates)
    variance = sum(rate * rate for rate in rates) / len(rates) - mean * mean
    print(
        f"records={len(records)} filesize={filesize} width={width} nonzero={nonzero} order={order}",
        f"ratedev={deviating} payment={payment} dup_id={len(records) - len(ids)} dup_ident={good_idents - len(idents)}",
        f"mean={mean} var={variance} min={min(rates)} max={max(rates)}",
    )


main()
