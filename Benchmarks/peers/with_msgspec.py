"""The job of README.md with msgspec: typed structures, all in memory."""

import gc
import re
import sys
from datetime import datetime, timedelta

import msgspec


class Files(msgspec.Struct, gc=False):
    data: int | None = None


class Stamps(msgspec.Struct, gc=False):
    requested: datetime | None = None
    started: datetime | None = None
    ended: datetime | None = None
    finished: datetime | None = None


class Attributes(msgspec.Struct, gc=False):
    alphabet: str
    digits: str
    size: str
    available: str
    timestamps: Stamps
    rate: int | None = None
    checksum: str | None = None
    filesizes: Files | None = None


class Transaction(msgspec.Struct, gc=False):
    ident: str


class Payment(msgspec.Struct, gc=False):
    data: Transaction


class Relationships(msgspec.Struct, gc=False):
    payment: Payment


class Record(msgspec.Struct, gc=False):
    id: str
    attributes: Attributes
    relationships: Relationships


class Document(msgspec.Struct, gc=False):
    data: list[Record]


def main() -> None:
    gc.disable()
    with open(sys.argv[1], "rb") as file:
        records = msgspec.json.Decoder(Document).decode(file.read()).data
    shaped = re.compile(r"pi_[A-Za-z0-9]{24}").fullmatch
    millisecond = timedelta(milliseconds=1)
    filesize = width = nonzero = order = deviating = payment = 0
    ids, idents, rates = set(), set(), []
    good_idents = 0
    for record in records:
        attributes, stamps = record.attributes, record.attributes.timestamps
        digits, size = int(attributes.digits), int(attributes.size)
        dice = attributes.alphabet == "DICE"
        data = attributes.filesizes.data if attributes.filesizes else None
        if data is not None and data != size * (digits * (3 if dice else 1) + 1) - 1:
            filesize += 1
        if (checksum := attributes.checksum) is not None:
            if len(checksum) != digits * (14 if dice else 7):
                width += 1
            if attributes.available == "0" and checksum.strip("0"):
                nonzero += 1
        moments = [stamps.requested, stamps.started, stamps.ended, stamps.finished]
        there = [moment for moment in moments if moment is not None]
        if any(former > latter for former, latter in zip(there, there[1:])):
            order += 1
        if attributes.rate is not None and stamps.started and stamps.ended:
            rates.append(attributes.rate)
            window, characters = (stamps.ended - stamps.started) // millisecond, digits * size
            if abs(attributes.rate * window - 1000 * characters) * 20 > 1000 * characters:
                deviating += 1
        ids.add(record.id)
        ident = record.relationships.payment.data.ident
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
