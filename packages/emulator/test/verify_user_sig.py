"""Judges UserSigs by Python's own zlib, json and hmac.

Reads a JSON array of {userSig, secretKey, identifier, sdkAppId, now} from standard input and prints a JSON array of
true (good) and false.
"""

import base64
import hashlib
import hmac
import json
import sys
import zlib


def is_good(case):
    packed = case["userSig"].translate(str.maketrans("*-_", "+/="))
    try:
        document = json.loads(zlib.decompress(base64.b64decode(packed, validate=True)))
    except (ValueError, zlib.error):
        return False
    names = ["identifier", "sdkappid", "time", "expire"]
    if "TLS.userbuf" in document:
        names.append("userbuf")
    text = "".join(f"TLS.{name}:{document['TLS.' + name]}\n" for name in names)
    digest = hmac.new(case["secretKey"].encode(), text.encode(), hashlib.sha256).digest()
    return (
        document["TLS.ver"] == "2.0"
        and hmac.compare_digest(base64.b64encode(digest).decode(), document["TLS.sig"])
        and document["TLS.identifier"] == case["identifier"]
        and document["TLS.sdkappid"] == case["sdkAppId"]
        and case["now"] < document["TLS.time"] + document["TLS.expire"]
    )


json.dump([is_good(case) for case in json.load(sys.stdin)], sys.stdout)
