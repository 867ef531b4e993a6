#include "searcher/engine/ranking/part_gap.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/text/utf8.h"
#include "searcher/engine/ranking/dense_scan.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {
namespace {

// The marks that matter, as one of the forms of text has them.
struct Marks {
  explicit Marks(std::string (*encode)(char16_t)) {
    for (const char16_t mark : kJoiningMarks) joining.push_back(encode(mark));
    for (const char16_t mark : kHyphens) joining.push_back(encode(mark));
    for (const char16_t mark : kClosingMarks) closing.push_back(encode(mark));
  }

  std::vector<std::string> joining, closing;
};

PartGap gap_of(std::string_view between, const Marks& marks) {
  if (between.empty() || std::ranges::find(marks.joining, between) != marks.joining.end())
    return PartGap::kMark;
  const auto closing = std::ranges::find_if(
      marks.closing, [&](const std::string& mark) { return between.starts_with(mark); });
  if (closing != marks.closing.end()) between.remove_prefix(closing->size());
  const bool are_spaces = between.find_first_not_of(' ') == std::string_view::npos;
  return are_spaces ? PartGap::kSpaces : PartGap::kOther;
}

std::string utf8_of(char16_t c) { return to_utf8(std::u16string_view(&c, 1)); }

}  // namespace

PartGap gap_of_utf8(std::string_view between) {
  static const Marks marks(utf8_of);
  return gap_of(between, marks);
}

PartGap gap_of_dense(std::string_view between) {
  static const Marks marks(dense_code);
  return gap_of(between, marks);
}

}  // namespace gisa
