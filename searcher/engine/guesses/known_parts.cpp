#include "searcher/engine/guesses/known_parts.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

#include "common/text/utf8.h"
#include "searcher/engine/matching/compounds.h"

namespace gisa {
namespace {

constexpr std::size_t kShortest = 2, kLongest = 20;  // syllables

// How the first syllables of a word are made of others.
struct Beginning {
  std::size_t parts = 0;     // 0: they are not
  std::size_t last = 0;      // where the last part begins
  std::uint64_t rarest = 0;  // articles that have the rarest part

  bool is_better_than(const Beginning& other) const {
    return other.parts == 0 || parts < other.parts ||
           (parts == other.parts && rarest > other.rarest);
  }
};

// How many articles have the piece as a word by itself; 0: it is none.
std::uint64_t articles_with(std::u16string_view piece, KnownWords& known, Analyzer& analyzer) {
  const std::vector<QueryWord> words = analyze_query(to_utf8(piece), analyzer);
  if (words.size() != 1 || words[0].bigrams.empty() || known.is_unknown(words[0])) return 0;
  const WordOccurrence found = known.look_for(words[0]);
  return found.is_word ? found.articles : 0;
}

// Where parts behind the first one begin, the last of them first; empty: it cannot be cut.
std::vector<std::size_t> find_cuts(const QueryWord& word, KnownWords& known, Analyzer& analyzer) {
  const std::size_t size = word.stem.size();
  std::vector<Beginning> best(size + 1);
  best[0].rarest = std::numeric_limits<std::uint64_t>::max();
  for (std::size_t end = kShortest; end <= size; ++end) {
    for (std::size_t begin = 0; begin + kShortest <= end; ++begin) {
      const bool is_all = begin == 0 && end == size;
      if (is_all || (begin > 0 && best[begin].parts == 0)) continue;
      Beginning made{best[begin].parts + 1, begin, best[begin].rarest};
      if (!made.is_better_than(best[end])) continue;
      // The last part has what the word ends with: 나왔다 of 경고나왔다.
      const std::size_t length = end < size ? end - begin : std::u16string_view::npos;
      const std::u16string_view piece = std::u16string_view(word.surface).substr(begin, length);
      made.rarest = std::min(made.rarest, articles_with(piece, known, analyzer));
      if (made.rarest > 0 && made.is_better_than(best[end])) best[end] = made;
    }
  }
  std::vector<std::size_t> cuts;
  for (std::size_t cut = best[size].last; cut > 0; cut = best[cut].last) cuts.push_back(cut);
  return cuts;
}

}  // namespace

std::vector<QueryWord> known_parts(const QueryWord& word, KnownWords& known, Analyzer& analyzer) {
  std::vector<QueryWord> parts = {word};
  const bool may_be_cut = word.script == Script::kHangul && word.whole.empty() &&
                          word.kept + 1 >= word.stem.size() && word.stem.size() <= kLongest;
  if (!may_be_cut) return parts;
  for (const std::size_t cut : find_cuts(word, known, analyzer)) {
    std::vector<QueryWord> two = cut_word(parts.front(), cut, analyzer);
    if (two.empty()) return {word};
    parts.front() = std::move(two[1]);
    parts.insert(parts.begin(), std::move(two[0]));
  }
  return parts;
}

}  // namespace gisa
