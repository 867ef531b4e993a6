#include "searcher/engine/query/compounds.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr std::size_t kShortestPart = 2;  // syllables
constexpr std::size_t kLongest = 20;      // of a word that is looked at
// Times more frequent; half and twice as much are about as good.
constexpr std::uint64_t kMostly = 6, kMostOfOthers = 8;

// Syllables of its first part, or 0 if the word is one.
std::size_t find_cut(const QueryWord& word, const SegmentSet& segments) {
  const std::size_t size = word.stem.size();
  const bool is_plain = word.script == Script::kHangul && word.kept == size && size <= kLongest &&
                        word.bigrams.size() + 1 == size && word.whole.empty();
  if (!is_plain) return 0;
  std::size_t best = 0;
  double best_ratio = 0;
  for (std::size_t cut = kShortestPart; cut + kShortestPart <= size; ++cut) {
    const std::uint64_t together = segments.frequency(word.bigrams[cut - 1]);
    const std::uint64_t apart = segments.frequency(word.inner_links[cut - 1]);
    const double ratio = static_cast<double>(apart) / static_cast<double>(together + 1);
    if (apart <= kMostly * together || ratio <= best_ratio) continue;
    // By far more frequent than the syllables beside the cut, or where no word has those, the link
    // is of other words: 게티|즈버그.
    const std::uint64_t beside =
        std::min(segments.frequency(word.bigrams[cut - 2]), segments.frequency(word.bigrams[cut]));
    if (apart > kMostOfOthers * beside) continue;
    best = cut;
    best_ratio = ratio;
  }
  return best;
}

// Whether the word is one of those that have synonyms together, or by itself.
bool has_synonyms(const std::vector<QueryWord>& words, std::size_t word, const Synonyms& synonyms,
                  Analyzer& analyzer) {
  constexpr std::size_t kWords = 8;  // of an entry that is looked for
  for (std::size_t first = word + 1 - std::min(word + 1, kWords); first <= word; ++first) {
    if (first + synonyms.match(words, first, analyzer).length > word) return true;
  }
  return false;
}

// The words of which the first takes the place of `word`.
std::vector<QueryWord> parts_of(const QueryWord& word, std::size_t cut, Analyzer& analyzer) {
  std::u16string text = word.surface;
  text.insert(cut, u" ");
  std::vector<QueryWord> parts = analyze_query(to_utf8(text), analyzer);
  if (parts.size() != 2) return {};
  parts[0].is_glued = word.is_glued;
  parts[0].is_split = word.is_split;
  parts[0].is_joined = word.is_joined;
  parts[0].starts_sentence = word.starts_sentence;
  parts[0].link = word.link;
  parts[0].joint = word.joint;
  parts[1].is_split = true;
  return parts;
}

}  // namespace

void split_compounds(std::vector<QueryWord>& words, const Synonyms& synonyms, Analyzer& analyzer,
                     const SegmentSet& segments) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t cut = find_cut(words[i], segments);
    if (cut == 0 || has_synonyms(words, i, synonyms, analyzer)) continue;
    std::vector<QueryWord> parts = parts_of(words[i], cut, analyzer);
    if (parts.empty()) continue;
    words[i] = std::move(parts[0]);
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(parts[1]));
    --i;  // the parts may be compounds
  }
}

}  // namespace gisa
