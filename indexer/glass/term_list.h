/// Term lists: the terms of one document. Xapian needs them to replace or delete documents and to
/// suggest terms. Segments that are made through Xapian have them, ours do not; here they are read,
/// to be checked.
///
/// Tag: varint(document length) varint(number of terms), then the terms in the order of their
/// bytes. First term: length (1 byte), bytes, varint(wdf). Each further term begins with the r
/// bytes it shares with the one before, which is m bytes long; with p = (wdf + 1) * (m + 1) + r:
///     p < 256 and wdf < 127:  p (1 byte), length of the rest (1 byte), rest
///     else:                   r (1 byte), length of the rest (1 byte), rest, varint(wdf)
/// A reader tells them apart by the first byte: above m it is a p.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gisa::glass {

struct TermList {
  struct Entry {
    std::string term;
    std::uint32_t wdf = 0;
    bool operator==(const Entry&) const = default;
  };
  std::uint32_t length = 0;
  std::vector<Entry> terms;
};

/// False if the tag is damaged. An empty tag is a document without terms.
bool parse_term_list(std::string_view tag, TermList& list);

/// The slots a document uses, ascending: varint(first slot), then varint(step - 1). False if the
/// tag is damaged.
bool parse_used_slots(std::string_view tag, std::vector<std::uint32_t>& slots);

}  // namespace gisa::glass
