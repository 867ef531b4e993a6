// Any text is a query, and what was understood of it reads the same again.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/guesses/keyboard_layout.h"
#include "searcher/engine/query/query_parser.h"
#include "searcher/engine/query/query_tree.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/time_bound.h"

namespace gisa {
namespace {

void fuzz(std::string_view text) {
  constexpr int kToday = 20'000;  // days since 1970
  std::vector<Note> notes;
  const auto tree = parse_query(text, kToday, notes);
  for (const Note& note : notes) require(note.offset < text.size());
  require(hangul_of_keys(text).size() <= 2 * text.size());  // two keys at least make three bytes
  if (!tree) return;
  std::vector<Note> ignored;
  const auto again = parse_query(to_string(*tree), kToday, ignored);
  require(again && *again == *tree);
}

}  // namespace
}  // namespace gisa

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gisa::require_linear_time(size, std::chrono::microseconds(20), [&] {
    gisa::fuzz({reinterpret_cast<const char*>(data), size});
  });
  return 0;
}
