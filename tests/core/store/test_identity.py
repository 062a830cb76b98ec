"""Identifiers are those of RFC 9562, version 4, and no two are the same."""

import uuid

from excerpta.core.store.identity import new_uuid


def test_identifiers_are_random_ones_of_version_4() -> None:
    made = [new_uuid() for _ in range(2000)]
    assert len(set(made)) == len(made)
    for one in made:
        known = uuid.UUID(one)
        assert (str(known), known.version, known.variant) == (one, 4, uuid.RFC_4122)
    bits = [uuid.UUID(one).int for one in made]
    free = ~(0xF << 76 | 3 << 62) & (2**128 - 1)
    assert sum(bits[0] ^ one == 0 for one in bits) == 1
    everywhere = 0
    for one in bits:
        everywhere |= bits[0] ^ one
    assert everywhere == free
