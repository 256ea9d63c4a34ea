"""Which reader belongs to which type of field."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from linli.story.compounds import read_corrections, read_people, read_person_field, read_picture
from linli.story.fields import Field, Type
from linli.story.recordings import read_recording
from linli.story.values import (
    read_choice,
    read_language,
    read_line,
    read_list,
    read_name,
    read_number,
    read_stamp,
    read_url,
    read_year,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linli.story import entries
    from linli.story.context import Context

READERS: Mapping[Type, Callable[[entries.Value, Field, Context], object]] = MappingProxyType(
    {
        Type.LINE: read_line,
        Type.NAME: read_name,
        Type.LIST: read_list,
        Type.DATE: read_stamp,
        Type.PERSON: read_person_field,
        Type.PEOPLE: read_people,
        Type.URL: read_url,
        Type.NUMBER: read_number,
        Type.YEAR: read_year,
        Type.CHOICE: read_choice,
        Type.LANGUAGE: read_language,
        Type.PICTURE: read_picture,
        Type.RECORDING: read_recording,
        Type.CORRECTIONS: read_corrections,
    }
)
