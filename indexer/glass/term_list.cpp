#include "indexer/glass/term_list.h"

#include "common/glass/encoding.h"

namespace gisa::glass {
namespace {

bool take_byte(std::string_view& in, std::size_t& byte) {
  if (in.empty()) return false;
  byte = static_cast<unsigned char>(in[0]);
  in.remove_prefix(1);
  return true;
}

// Reads one term; `before` is the one before it, or empty for the first.
bool take_term(std::string_view& in, bool is_first, std::string_view before,
               TermList::Entry& entry) {
  std::size_t code = 0;
  std::size_t rest = 0;
  bool has_wdf = true;
  std::size_t reused = 0;
  if (!take_byte(in, code)) return false;
  if (is_first) {
    rest = code;
  } else {
    if (code > before.size()) {
      has_wdf = false;
      entry.wdf = static_cast<std::uint32_t>(code / (before.size() + 1) - 1);
      code %= before.size() + 1;
    }
    reused = code;
    if (!take_byte(in, rest)) return false;
  }
  if (rest > in.size()) return false;
  entry.term.assign(before.substr(0, reused)).append(in.substr(0, rest));
  in.remove_prefix(rest);
  return !has_wdf || take_varint(in, entry.wdf);
}

}  // namespace

bool parse_term_list(std::string_view tag, TermList& list) {
  list.length = 0;
  list.terms.clear();
  if (tag.empty()) return true;
  std::size_t count = 0;
  if (!take_varint(tag, list.length) || !take_varint(tag, count) || count > tag.size())
    return false;
  list.terms.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view before = i == 0 ? std::string_view() : list.terms[i - 1].term;
    if (!take_term(tag, i == 0, before, list.terms[i])) return false;
  }
  return tag.empty();
}

bool parse_used_slots(std::string_view tag, std::vector<std::uint32_t>& slots) {
  slots.clear();
  std::uint32_t next = 0;
  while (!tag.empty()) {
    std::uint32_t gap = 0;
    if (!take_varint(tag, gap)) return false;
    slots.push_back(next + gap);
    next += gap + 1;
  }
  return true;
}

}  // namespace gisa::glass
