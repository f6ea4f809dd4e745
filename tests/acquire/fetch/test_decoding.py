"""What is compressed: read whole, cut at the bound before it would fill the memory, and told where it is broken."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.acquire.fetch.decoding import MEMBERS, STEP, decoded, decoder
from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.refusal import NotFetchedError
from parley.acquire.fetch.wanted import Fetched, Outcome, Wanted
from tests.acquire.fetch.servers import QUICK, http, serving

MEGABYTE = 1024 * 1024
GIGABYTE = 1024 * MEGABYTE


def bare(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


PACKED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "two files of gzip": ("x-GZIP", lambda content: gzip.compress(content[:7]) + gzip.compress(content[7:])),
    "zlib": ("deflate", zlib.compress),
    "bare deflate": ("deflate", bare),
    "brotli": ("br", brotli.compress),
    "nothing": ("identity", bytes),
}


def pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))


@given(st.sampled_from(sorted(PACKED)), st.binary(max_size=2000), st.integers(1, 50), st.binary(max_size=3))
def test_what_was_packed_comes_back_however_it_is_cut(way: str, content: bytes, size: int, behind: bytes) -> None:
    name, pack = PACKED[way]
    packed = pack(content) + (behind.replace(b"\x1f", b"") if way not in {"nothing", "brotli"} else b"")
    assert decoded(pieces(packed, size), decoder((name,)), most=2000) == content


@given(st.sampled_from(sorted(PACKED)), st.integers(0, 300_000))
def test_at_the_bound_it_is_whole_and_one_byte_beyond_it_is_refused_or_cut(way: str, size: int) -> None:
    name, pack = PACKED[way]
    content = bytes(size)
    packed = pack(content)
    assert len(decoded([packed], decoder((name,)), most=size)) == size
    if size:
        assert decoded([packed], decoder((name,)), most=size - 1, cut=True) == content[1:]
        with pytest.raises(NotFetchedError, match="beyond the bound"):
            decoded([packed], decoder((name,)), most=size - 1)


@given(st.sampled_from(["gzip", "deflate", "br"]), st.binary(min_size=3, max_size=300))
def test_any_bytes_decode_or_are_refused(name: str, content: bytes) -> None:
    try:
        found = decoded([content], decoder((name,)), most=MEGABYTE)
    except NotFetchedError as error:
        assert error.kind in {"encoding", "size"}  # noqa: PT017  both ways are right
        return
    assert len(found) <= MEGABYTE


@pytest.mark.parametrize("way", sorted(set(PACKED) - {"nothing"}))
def test_what_ends_in_the_middle_is_told(way: str) -> None:
    name, pack = PACKED[way]
    packed = pack(bytes(range(256)) * 20)
    with pytest.raises(NotFetchedError, match="ends in the middle"):
        decoded([packed[:-9]], decoder((name,)), most=MEGABYTE)


@pytest.mark.parametrize("name", ["gzip", "br", "deflate"])
def test_what_is_not_packed_as_it_says_is_told(name: str) -> None:
    with pytest.raises(NotFetchedError, match=r"not compressed in the way|ends in the middle"):
        decoded([b"<!doctype html><p>The envoys met in Vellmar."], decoder((name,)), most=MEGABYTE)


@pytest.mark.parametrize(
    "names", [("gzip, gzip",), ("gzip", "br"), ("br, identity, deflate",), ("gzip," * 500 + "gzip",)]
)
def test_what_is_packed_more_than_once_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(NotFetchedError, match="more than once"):
        decoder(names)


@pytest.mark.parametrize("name", ["zstd", "compress", "sdch", "a\x1b[31mb", "é" * 9, "*"])
def test_what_was_not_asked_for_is_refused_in_plain_letters(name: str) -> None:
    with pytest.raises(NotFetchedError, match="not asked for") as raised:
        decoder((name,))
    assert raised.value.reason.isascii()
    assert raised.value.reason.isprintable()


def test_files_of_gzip_without_end_are_refused() -> None:
    empty = gzip.compress(b"")
    assert decoded([empty * MEMBERS], decoder(("gzip",)), most=10) == b""
    with pytest.raises(NotFetchedError, match=f"more than {MEMBERS} compressed files"):
        decoded([empty * (MEMBERS + 1)], decoder(("gzip",)), most=10)


@cache
def bomb(way: str) -> bytes:
    """One gigabyte of nothing, packed by pieces; about a megabyte in gzip, less in brotli."""
    bits = {"gzip": 31, "deflate": 15, "br": 0}[way]
    packer: Any = brotli.Compressor(quality=1) if way == "br" else zlib.compressobj(9, zlib.DEFLATED, bits)
    give = packer.process if way == "br" else packer.compress
    packed = b"".join(give(bytes(16 * MEGABYTE)) for _ in range(GIGABYTE // (16 * MEGABYTE)))
    rest: bytes = packer.finish() if way == "br" else packer.flush()
    return packed + rest


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("way", ["gzip", "deflate", "br"])
def test_a_bomb_of_a_gigabyte_is_cut_at_the_bound_with_little_memory(way: str) -> None:
    packed = bomb(way)
    assert len(packed) < 1.2 * MEGABYTE
    with serving(http(packed, f"Content-Encoding: {way}")) as server:
        limits = replace(QUICK, content=15 * MEGABYTE)
        Fetcher(server.guard, limits).fetch(Wanted(server.url))
        tracemalloc.start()
        try:
            outcome: Outcome = Fetcher(server.guard, limits).fetch(Wanted(server.url))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert not isinstance(outcome, Fetched)
    assert getattr(outcome, "kind", None) == "size"
    assert peak < 48 * MEGABYTE, "the content up to the bound, what it grows by, and no more"


@pytest.mark.parametrize("way", ["gzip", "deflate", "br"])
def test_a_step_of_decoding_is_small(way: str) -> None:
    steps = decoder((way,)).steps(bomb(way))
    assert max(len(next(steps)) for _ in range(100)) <= 8 * STEP
