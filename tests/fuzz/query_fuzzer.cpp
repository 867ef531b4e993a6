// Any text is a query, and what was understood of it reads the same again.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/normalized_text.h"
#include "common/text/hangul.h"
#include "gisa/searcher.h"
#include "searcher/engine/guesses/half_typed.h"
#include "searcher/engine/guesses/keyboard_layout.h"
#include "searcher/engine/guesses/misspelling.h"
#include "searcher/engine/query/query_parser.h"
#include "searcher/engine/query/query_tree.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/time_bound.h"

namespace gisa {
namespace {

// What was mistyped is read as something else, or not at all.
void guess(std::string_view text) {
  constexpr std::size_t kLongestWord = 20;  // syllables; all others of each are made
  require(hangul_of_keys(text).size() <= 2 * text.size());  // two keys at least make three bytes
  NormalizedText normalized;
  normalize(text, normalized);
  const std::u16string& units = normalized.units;
  const std::string keys = keys_of_hangul(units);
  require(keys.size() <= 5 * units.size());
  if (const auto half = HalfTypedWord::read(units)) {
    require(half->size() == units.size() && half->known().size() < units.size());
    require(!half->begins(units));  // a jamo is no syllable
  }
  const bool is_word = !keys.empty() && units.size() <= kLongestWord &&
                       std::ranges::all_of(units, [](char16_t c) { return is_hangul_syllable(c); });
  if (!is_word) return;
  for (const Respelling& other : respellings(units, 0, units.size()))
    require(other.word.size() == units.size() && other.word != units);
}

void fuzz(std::string_view text) {
  constexpr int kToday = 20'000;  // days since 1970
  std::vector<Note> notes;
  const auto tree = parse_query(text, kToday, notes);
  for (const Note& note : notes) require(note.offset < text.size());
  guess(text);
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
