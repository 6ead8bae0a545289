"""The faces of questions and topics: what pages other than their own show of them, as bytes.

Keys are made of faces, so that a change to anything else leaves the other pages as they are.
"""

from __future__ import annotations

from functools import cached_property

import msgspec

from recto.bank import Bank
from recto.keys import digest

encode = msgspec.msgpack.Encoder().encode

NOTHING = encode(None)
END = b"\xc1"
"""No encoded value begins with this byte."""


class Faces:
    """The faces of a bank's questions and topics.

    No face is a prefix of another, or of `END`, so that no two rows of faces look the same.
    """

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self.questions = {
            entry.id: encode(
                (entry.title.text, link.slug, link.published, entry.difficulty, entry.minutes)
            )
            for entry in bank.entries
            for link in (bank.permalinks[entry.id],)
        }
        """By id."""
        # Searches find a question by the topics above its own, too.
        self.topics = {
            topic.slug: encode(
                (topic.slug, topic.name, [above.slug for above in bank.taxonomy.ancestors(topic)])
            )
            for topic in bank.taxonomy.topics
        }
        """By slug."""

    @cached_property
    def of_lists(self) -> bytes:
        """A digest of all that lists of questions show."""
        whole = [encode(self._bank.taxonomy.topics)]
        for entry in self._bank.entries:
            whole.append(self.questions[entry.id])
            whole += [self.topics[own.topic.slug] for own in self._bank.topics.get(entry.id, ())]
            whole.append(END)
        return digest(b"".join(whole))

    @property
    def of_all(self) -> bytes:
        """A digest of all that is known of questions but answers, contexts and relations found."""
        bank = self._bank
        about = [
            (one.id, one.number, one.language, one.asked, one.aliases, one.related)
            for one in bank.entries
        ]
        others = (about, dict(bank.aliases), bank.absent, sorted(bank.withheld))
        return digest(self.of_lists, encode(others))
