// Any text is a query, and what was understood of it reads the same again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/query/query_parser.h"
#include "searcher/engine/query/query_tree.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int kToday = 20'000;  // days since 1970
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<gisa::Note> notes;
  const auto tree = gisa::parse_query(text, kToday, notes);
  for (const gisa::Note& note : notes) {
    if (note.offset >= text.size()) std::abort();
  }
  if (!tree) return 0;
  std::vector<gisa::Note> ignored;
  const auto again = gisa::parse_query(gisa::to_string(*tree), kToday, ignored);
  if (!again || !(*again == *tree)) std::abort();
  return 0;
}
