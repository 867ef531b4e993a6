// Any text and any matches in it make a snippet: UTF-8, one line, with highlights inside.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/engine/text/snippet.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/time_bound.h"
#include "tests/fuzz/valid_text.h"

namespace gisa {
namespace {

bool is_boundary(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

// Two bytes each: where a match begins, and how long it is.
std::vector<MatchedRange> matches_in(std::string_view text, std::string_view input) {
  std::vector<MatchedRange> matches;
  for (std::size_t i = 0; i + 1 < input.size() && !text.empty(); i += 2) {
    std::size_t begin = static_cast<unsigned char>(input[i]) * text.size() / 256;
    std::size_t end = std::min(begin + 1 + static_cast<unsigned char>(input[i + 1]), text.size());
    while (!is_boundary(text, begin)) ++begin;
    while (!is_boundary(text, end)) ++end;
    if (begin < end) matches.push_back({{begin, end}, static_cast<std::uint32_t>(i / 2 % 3)});
  }
  std::ranges::sort(matches, {}, [](const MatchedRange& match) {
    return std::pair(match.bytes.begin, match.bytes.end);
  });
  return matches;
}

void fuzz(std::string_view input) {
  constexpr std::size_t kHead = 18;
  if (input.size() < kHead) return;
  const std::string_view text = input.substr(kHead);
  if (!is_valid_text(text)) return;  // stored text is
  const std::size_t width = 10 + static_cast<unsigned char>(input[0]);
  const Snippet snippet =
      make_snippet(text, matches_in(text, input.substr(2, kHead - 2)), {1.0, 2.5, 0.1}, width);
  require(is_valid_text(snippet.text));
  require(snippet.text.find('\n') == std::string::npos);
  std::size_t done = 0;
  for (const ByteRange& range : snippet.highlights) {
    require(done <= range.begin && range.begin < range.end && range.end <= snippet.text.size());
    require(is_boundary(snippet.text, range.begin) && is_boundary(snippet.text, range.end));
    done = range.end;
  }
}

}  // namespace
}  // namespace gisa

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gisa::require_linear_time(size, std::chrono::microseconds(20), [&] {
    gisa::fuzz({reinterpret_cast<const char*>(data), size});
  });
  return 0;
}
