from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.build.allowlist import read_allowlist
from linli.build.config import newsroom_from
from linli.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, content: bytes) -> Path:
    path = folder / "sources.txt"
    path.write_bytes(content)
    return path


def test_a_list_has_a_name_on_each_line_and_remarks(tmp_path: Path) -> None:
    text = "\ufeff# 省级\n岚江日报\n\n  江湾晚报  # 2025 年加入\n岚江日报\n"
    names = read_allowlist(written(tmp_path, text.encode()))
    assert names == ("岚江日报", "江湾晚报")


# (what the file holds, what the message says)
BAD: list[tuple[bytes | None, str]] = [
    (None, "cannot be read"),
    (b"", "names no outlet"),
    (b"# nobody\n", "names no outlet"),
    ("岚江日报".encode("gb18030"), "is not UTF-8"),
    (b"x" * (4 * 1024 * 1024 + 1), "larger than 4 MiB"),
]


@pytest.mark.parametrize(("content", "said"), BAD, ids=[said for _, said in BAD])
def test_a_list_that_cannot_be_used_is_refused(
    content: bytes | None, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "sources.txt" if content is None else written(tmp_path, content)
    with pytest.raises(ConfigError, match=said) as caught:
        read_allowlist(path)
    assert "LINLI_SOURCE_ALLOWLIST" in str(caught.value)
    assert "sources.txt" in caught.value.zh


def test_the_configuration_names_the_list_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    written(tmp_path, "岚江日报\n".encode())
    newsroom = newsroom_from({"LINLI_SOURCE_ALLOWLIST": "sources.txt"}, tmp_path)
    assert newsroom.sources == ("岚江日报",)
    assert newsroom.story_settings.sources == frozenset({"岚江日报"})
    assert newsroom_from({}, tmp_path).story_settings.sources is None


def test_the_configuration_refuses_words_that_do_not_exist(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(ConfigError, match="heading"):
        newsroom_from({"LINLI_RIGHTS_WORDS": {"en": {"headng": "Rights"}}}, tmp_path)
