"""Parquet: a batch of rows at a time, dictionary pages taken as they stand."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from checker.read.place import CaseError, Place
from checker.read.raw import BATCH, EMPTY, Coded, RawLog, RawRows, Together, without_empty
from checker.read.text import no_such_file
from model.casefile.faults import quoted

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

LARGEST_GROUP: Final = 4 << 30
"""The largest row group that is read, in bytes as its file declares them, not compressed."""
ORDER_KEY: Final = "xinfang.order"
BY_CASE: Final = "case"
"""`ORDER_KEY: BY_CASE` in the metadata of a file: the names of its cases increase."""


def parquet_log(path: Path) -> RawLog:
    """Returns the log in a Parquet file; CaseError if it holds none."""
    import pyarrow.parquet as pq

    with _failing(path), pq.ParquetFile(str(path)) as file:
        schema, meta = file.schema_arrow, file.metadata
        for i in range(meta.num_row_groups):
            size = meta.row_group(i).total_byte_size
            if size > LARGEST_GROUP:
                message = f"row group {i} holds {size >> 20:,} MB"
                raise CaseError(message, Place(str(path)), "write smaller row groups")
        said = (schema.metadata or {}).get(ORDER_KEY.encode(), b"")
        names, texts = tuple(schema.names), _texts(schema)
    order = Together.INCREASING if said == BY_CASE.encode() else Together.UNKNOWN
    return RawLog(str(path), names, lambda: _batches(path, texts), order)


@contextmanager
def _failing(path: Path) -> Generator[None, None, None]:
    """Turns whatever the library says of a broken file into an error for people."""
    import pyarrow as pa

    try:
        yield
    except FileNotFoundError:
        raise no_such_file(path) from None
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0][:200]
        message = f"{quoted(path.name)} is no sound Parquet file: {reason}"
        raise CaseError(message, Place(str(path))) from None


def _texts(schema: pa.Schema) -> tuple[str, ...]:
    from pyarrow import types

    return tuple(
        name
        for name, kind in zip(schema.names, schema.types, strict=True)
        if types.is_string(kind) or types.is_large_string(kind)
    )


def _batches(path: Path, texts: tuple[str, ...]) -> Iterator[RawRows]:
    import numpy as np
    import pyarrow.parquet as pq

    number = 1
    with _failing(path), pq.ParquetFile(str(path), read_dictionary=texts) as file:
        for batch in file.iter_batches(BATCH):
            rows = np.arange(number, number + batch.num_rows, dtype=np.int64)
            number += batch.num_rows
            named = zip(batch.schema.names, batch.columns, strict=True)
            yield RawRows(rows, {name: _coded(column) for name, column in named})


def _coded(column: pa.Array) -> Coded:
    import numpy as np
    import pyarrow as pa
    from pyarrow import types

    if types.is_nested(column.type):
        return _coded(pa.array([_joined(v) for v in column.to_pylist()], pa.string()))
    found = column if isinstance(column, pa.DictionaryArray) else column.dictionary_encode()
    codes = found.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    return without_empty(_used(codes, found.dictionary))


def _used(codes: NDArray[np.int32], dictionary: pa.Array) -> Coded:
    """Returns the column without the words no row has: a dictionary may serve a whole row group."""
    import numpy as np
    import pyarrow as pa

    if len(dictionary) == 0:
        return Coded(codes, ())
    given = codes >= 0
    used = np.bincount(codes[given], minlength=len(dictionary)) > 0
    place = (np.cumsum(used) - 1).astype(np.int32)
    kept = dictionary.take(pa.array(np.flatnonzero(used)))
    return Coded(np.where(given, place[codes], EMPTY).astype(np.int32), _words(kept))


def _words(values: pa.Array) -> list[str]:
    import pyarrow as pa
    from pyarrow import types

    if types.is_floating(values.type) or types.is_binary(values.type):
        return [_text(v) for v in values.to_pylist()]
    return [_text(v) for v in values.cast(pa.string()).to_pylist()]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case bytes():
            return value.decode("utf-8", "backslashreplace")
        case _:
            return str(value)


def _joined(value: object) -> str | None:
    match value:
        case None:
            return None
        case list():
            return ";".join(_text(v) for v in cast("list[object]", value)) or "-"
        case _:
            return str(value)
