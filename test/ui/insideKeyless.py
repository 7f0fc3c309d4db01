"""Runs a program with every request that `requests` would send led to the address in KEYLESS_BRIDGE instead."""

import json
import os
import runpy
import sys
import urllib.request

import requests
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict


def send(self, request, **_):
    body = request.body or b""
    if not isinstance(body, (bytes, str)):
        body = body.read()
    if isinstance(body, bytes):
        body = body.decode()
    asked = json.dumps(
        {
            "method": request.method,
            "url": request.url,
            "headers": {name.lower(): value for name, value in request.headers.items()},
            "body": body,
        }
    )
    with urllib.request.urlopen(os.environ["KEYLESS_BRIDGE"], asked.encode()) as answer:
        said = json.load(answer)
    if said["status"] == 0:
        raise requests.exceptions.ConnectionError(said["body"])
    response = requests.Response()
    response.status_code = said["status"]
    response.headers = CaseInsensitiveDict(said["headers"])
    response.url = request.url
    response.request = request
    content = said["body"].encode()
    response.raw = Raw(content)
    return response


class Raw:
    """As much of urllib3's response as is looked at."""

    def __init__(self, content):
        self.content = content
        self.enforce_content_length = False
        self.version = 11
        self.reason = ""

    def stream(self, size, decode_content=False):
        content, self.content = self.content, b""
        while content:
            yield content[:size]
            content = content[size:]

    def read(self, size=-1, **_):
        size = len(self.content) if size is None or size < 0 else size
        part, self.content = self.content[:size], self.content[size:]
        return part

    def close(self):
        pass

    def release_conn(self):
        pass


HTTPAdapter.send = send
runpy.run_path(sys.argv[1], run_name="__main__")
