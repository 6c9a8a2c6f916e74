"""From a flow's slug to the name of its Python module and function: one rule for all parts."""

from __future__ import annotations

import keyword
import re

# Lower-case names of modules a file next to the flow must not hide: the standard library of Python
# 3.11 to 3.14 (the union, so that a name does not depend on who compiles), Prefect with what it
# imports, and names that mean something to a generated module or to pytest.
_TAKEN = """
    abc aifc aiosqlite alembic amplitude annotated_doc annotated_types annotationlib antigravity
    anyio apprise argparse array asgi_lifespan ast asynchat asyncio asyncore asyncpg atexit attr
    attrs audioop base64 bdb beartype binascii bisect black blib2to3 boto3 botocore
    breyta_runtime breytac builtins burner_redis bz2 cachetools calendar case certifi cffi cgi
    cgitb charset_normalizer chunk click cloudpickle cmath cmd code codecs codeop collections
    colorama colorsys compileall compression concurrent configparser conftest contextlib
    contextvars coolname copy copyreg cprofile cronsim crypt cryptography csv ctypes curses
    cyclopts dataclasses dateparser datetime dateutil dbm decimal definition difflib dis
    distutils docker docket docstring_parser doctest dotenv edn_format email encodings ensurepip
    enum errno exceptiongroup fastapi faulthandler fcntl filecmp fileinput flow fnmatch
    fractions fsspec ftplib functools gc genericpath getopt getpass gettext glob google graphlib
    graphviz greenlet griffe griffecli griffelib grp gzip h11 h2 hashlib heapq hmac hpack html
    http httpcore httpx httpx2 humanize hyperframe hypothesis idlelib idna imaplib imghdr imp
    importlib iniconfig inspect io ipaddress itertools jinja2 jinja2_humanize_extension json
    jsonpatch jsonpointer jsonschema jsonschema_specifications key_value keyword lark lib2to3
    librt linecache locale logfire logging lzma mailbox mailcap main mako markdown markdown_it
    markupsafe marshal match math mdurl mimetypes mmap modulefinder msilib msvcrt
    multiprocessing mypy mypy_extensions netrc nis nntplib nt ntpath nturl2path numbers numpy
    oauthlib obstore opcode opentelemetry operator optparse orjson os ossaudiodev packaging
    pathlib pathspec pdb pendulum pickle pickletools pip pipes pkg_resources pkgutil platform
    platformdirs plistlib pluggy ply poplib posix posixpath pprint prefect prefect_aws
    prefect_docker prefect_gcp prefect_kubernetes profile prometheus_client pstats psycopg pty
    pwd py py_compile pyclbr pycparser pydantic pydantic_core pydantic_extra_types
    pydantic_settings pydoc pydoc_data pyexpat pygments pymysql pyrfc3339 pytest
    python_multipart pythonjsonlogger pytokens pytz queue quopri random re readchar readline
    redis referencing regex reprlib requests requests_oauthlib resource rfc3339_validator rich
    rlcompleter rpds ruamel ruff run runpy sched secrets select selectors semver setuptools
    shellingham shelve shlex shutil signal site six slugify smtpd smtplib sndhdr sniffio socket
    socketserver sortedcontainers spwd sqlalchemy sqlite3 sre_compile sre_constants sre_parse
    ssl starlette stat statistics string stringprep struct subprocess sunau symtable sys
    sysconfig syslog tabnanny tarfile telnetlib tempfile termios test tests text_unidecode
    textwrap this threading time timeit tkinter token tokenize toml tomlkit tomllib trace
    traceback tracemalloc tty turtle turtledemo type typer types typing typing_extensions
    typing_inspection tzdata tzlocal unicodedata unittest urllib urllib3 uu uuid uv uvicorn
    uvloop venv warnings wave weakref webbrowser websockets wheel whenever winreg winsound
    wsgiref xdrlib xml xmlrpc yaml zipapp zipfile zipimport zlib zoneinfo
"""
TAKEN_NAMES = frozenset(_TAKEN.split())

_NOT_IN_NAMES = re.compile(r"[^0-9A-Za-z_]")


def module_name(slug: str) -> str:
    """The module (and function) name of a flow: "daily-report" -> "daily_report".

    A name Python or an import could trip over gets `_flow` appended: "json" -> "json_flow".
    """
    name = _NOT_IN_NAMES.sub("_", slug.removeprefix(":"))
    if not name or name[0].isdigit():
        name = f"flow_{name}"
    lowered = name.lower()
    if (
        keyword.iskeyword(name)
        or lowered in TAKEN_NAMES
        or name.startswith(("_", "test_"))
        or name.endswith("_test")
    ):
        return f"flow{name}" if name.startswith("_") else f"{name}_flow"
    return name
