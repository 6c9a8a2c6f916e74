"""java.lang.String, java.util and java.math in the allowlist."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from breyta_runtime.interop.numbers import (
    ROUNDING_NAMES,
    BigDecimal,
    BigInteger,
    double_value,
    int_value,
    long_value,
)
from breyta_runtime.interop.table import ClassSpec, Member, members
from breyta_runtime.interop.text import STANDARD, URL, Decoder, Encoder, JavaUuid, String
from breyta_runtime.values.numbers import BigInt
from breyta_runtime.values.pattern import Pattern, quote

_NUMBER = {
    "intValue": Member(int_value, 0, 0),
    "longValue": Member(long_value, 0, 0),
    "doubleValue": Member(double_value, 0, 0),
}

CLASSES = [
    ClassSpec(
        "java.lang.String",
        (str,),
        constructor=Member(String.new, 0, 2),
        methods=members(
            String,
            """length charAt:1 codePointAt:1 substring:1..2 indexOf:1..2 lastIndexOf:1..2 contains:1
            startsWith:1..2 endsWith:1 isEmpty isBlank toUpperCase toLowerCase trim strip
            stripLeading stripTrailing split:1..2 replace:2 replaceAll:2 replaceFirst:2 matches:1
            equalsIgnoreCase:1 compareTo:1 compareToIgnoreCase:1 concat:1 repeat:1 getBytes:0..1""",
        ),
        refused={
            "format": "use (format …)",
            "join": "use (str/join …)",
            "valueOf": "use (str x)",
            "toCharArray": "use (seq s) or (vec s)",
            "chars": "use (seq s)",
            "lines": "use (str/split-lines s)",
            "intern": "strings need no interning",
        },
    ),
    ClassSpec(
        "java.util.UUID",
        (UUID,),
        constructor=Member(JavaUuid.new, 2, 2),
        statics=members(JavaUuid, "fromString:1 nameUUIDFromBytes=name_uuid_from_bytes:1"),
        methods=members(
            JavaUuid, "getMostSignificantBits getLeastSignificantBits version compareTo:1"
        ),
        refused={
            "randomUUID": "functions have no randomness, so that a run can be replayed; derive the "
            "id with breyta.sandbox/uuid-from"
        },
    ),
    ClassSpec(
        "java.util.Base64",
        statics={
            "getEncoder": Member(lambda: Encoder(STANDARD), 0, 0),
            "getUrlEncoder": Member(lambda: Encoder(URL), 0, 0),
            "getMimeEncoder": Member(lambda: Encoder(STANDARD, mime=True), 0, 0),
            "getDecoder": Member(lambda: Decoder(STANDARD), 0, 0),
            "getUrlDecoder": Member(lambda: Decoder(URL), 0, 0),
            "getMimeDecoder": Member(lambda: Decoder(STANDARD, mime=True), 0, 0),
        },
    ),
    ClassSpec(
        "java.util.Base64$Encoder",
        (Encoder,),
        methods=members(Encoder, "encode:1 encodeToString:1 withoutPadding"),
    ),
    ClassSpec("java.util.Base64$Decoder", (Decoder,), methods=members(Decoder, "decode:1")),
    ClassSpec(
        "java.util.regex.Pattern",
        (Pattern,),
        statics={"quote": Member(quote, 1, 1)},
        methods={"pattern": Member(lambda p: p.source, 0, 0)},
        refused={
            "compile": 'use (re-pattern s) or a #"literal"',
            "matches": "use (re-matches re s)",
            "matcher": "use (re-find re s) or (re-seq re s)",
            "split": "use (str/split s re)",
        },
    ),
    ClassSpec(
        "java.math.BigInteger",
        (BigInt, int),
        constructor=Member(BigInteger.new, 1, 2),
        statics=members(BigInteger, "valueOf:1"),
        fields={
            "ZERO": BigInt(0),
            "ONE": BigInt(1),
            "TWO": BigInt(2),
            "TEN": BigInt(10),
        },
        methods={
            **members(
                BigInteger,
                """add:1 subtract:1 multiply:1 divide:1 remainder:1 mod:1 pow:1 modPow:2 gcd:1 negate
                abs signum sqrt max:1 min:1 and=and_:1 or=or_:1 xor:1 not=not_ shiftLeft:1
                shiftRight:1 bitLength testBit:1 compareTo:1 toString:0..1""",
            ),
            **_NUMBER,
        },
        refused={"probablePrime": "functions have no randomness"},
    ),
    ClassSpec(
        "java.math.BigDecimal",
        (Decimal,),
        constructor=Member(BigDecimal.new, 1, 1),
        statics=members(BigDecimal, "valueOf:1..2"),
        fields={
            "ZERO": Decimal(0),
            "ONE": Decimal(1),
            "TEN": Decimal(10),
            **{f"ROUND_{name}": number for name, number in ROUNDING_NAMES.items()},
        },
        methods={
            **members(
                BigDecimal,
                """add:1 subtract:1 multiply:1 divide:1..3 remainder:1 divideToIntegralValue:1 pow:1
                setScale:1..2 scale precision unscaledValue stripTrailingZeros negate plus abs signum
                max:1 min:1 compareTo:1 equals:1 movePointLeft:1 movePointRight:1
                scaleByPowerOfTen:1 toPlainString toEngineeringString toBigInteger""",
            ),
            **_NUMBER,
        },
        refused={"round": "use .setScale with BigDecimal/ROUND_HALF_UP"},
    ),
]
