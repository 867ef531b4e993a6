#include "searcher/engine/query/compounds.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "common/analysis/term_rules/stemmer.h"
#include "common/database/schema.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr std::size_t kShortestPart = 2;  // syllables
constexpr std::size_t kLongest = 20;      // of a word that is looked at
// Times more frequent; half and twice as much are about as good.
constexpr std::uint64_t kMostly = 6, kMostOfOthers = 8;
constexpr std::uint64_t kLeastOfOne = 3;  // articles, to take one syllable for a word

// A place where a word may be two.
struct Cut {
  std::size_t at = 0;        // syllables of the first part; 0: the word is one
  std::size_t stem_end = 0;  // of the first part without its josa
};

Cut cut_at(std::u16string_view word, std::size_t at) {
  const StemResult first = Stemmer::shared().stem(word.substr(0, at), kShortestPart);
  const bool has_josa = first.kept < at && first.added_size == 0 && !first.is_verb;
  return {at, has_josa ? first.kept : at};
}

// Articles with the link that a blank at this place makes.
std::uint64_t articles_with_blank(const QueryWord& word, const Cut& cut,
                                  const SegmentSet& segments) {
  const char16_t ends[] = {word.stem[cut.stem_end - 1], word.stem[cut.at]};
  std::string link;
  make_text_term(TokenKind::kLink, {ends, 2}, link);
  return segments.frequency(link);
}

// How much more often articles have a blank there than not; 0 where they have none.
double likelihood_of(const QueryWord& word, const Cut& cut, const SegmentSet& segments) {
  const std::uint64_t together = segments.frequency(word.bigrams[cut.at - 1]);
  const std::uint64_t apart = articles_with_blank(word, cut, segments);
  const bool is_one_syllable = cut.at == word.bigrams.size();
  if (apart <= kMostly * together || (is_one_syllable && apart < kLeastOfOne)) return 0;
  // By far more frequent than the syllables beside the cut, or where no word has those, the link
  // is of other words: 게티|즈버그.
  std::uint64_t beside = segments.frequency(word.bigrams[cut.stem_end - 2]);
  if (cut.at < word.bigrams.size())
    beside = std::min(beside, segments.frequency(word.bigrams[cut.at]));
  if (apart > kMostOfOthers * beside) return 0;
  return static_cast<double>(apart) / static_cast<double>(together + 1);
}

Cut find_cut(const QueryWord& word, const SegmentSet& segments) {
  const std::size_t size = word.stem.size();
  const bool is_plain = word.script == Script::kHangul && word.kept == size && size <= kLongest &&
                        word.bigrams.size() + 1 == size && word.whole.empty();
  if (!is_plain) return {};
  Cut best;
  double best_likelihood = 0;
  for (std::size_t at = kShortestPart; at < size; ++at) {
    const Cut cut = cut_at(word.stem, at);
    const bool has_josa = cut.stem_end < at;
    const bool may_be_short = has_josa && word.stem[at - 1] == u'의';  // 올해의|책
    if (at + kShortestPart > size && !may_be_short) continue;
    const double likelihood = likelihood_of(word, cut, segments);
    // Between a stem and its josa there is no bigram to compare with: 통일교|의회계.
    const bool is_before_josa = has_josa && best.at == cut.stem_end && likelihood > 0;
    if (likelihood <= best_likelihood && !is_before_josa) continue;
    best = cut;
    best_likelihood = likelihood;
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
std::vector<QueryWord> parts_of(const QueryWord& word, const Cut& cut, Analyzer& analyzer) {
  std::u16string text = word.surface;
  text.insert(cut.at, u" ");
  std::vector<QueryWord> parts = analyze_query(to_utf8(text), analyzer);
  if (parts.size() != 2) return {};
  parts[0].is_glued = word.is_glued;
  parts[0].is_split = word.is_split;
  parts[0].is_joined = word.is_joined;
  parts[0].starts_sentence = word.starts_sentence;
  parts[0].link = word.link;
  parts[0].joint = word.joint;
  parts[1].is_split = true;
  parts[1].follows_josa = cut.stem_end < cut.at;
  return parts;
}

}  // namespace

void split_compounds(std::vector<QueryWord>& words, const Synonyms& synonyms, Analyzer& analyzer,
                     const SegmentSet& segments) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Cut cut = find_cut(words[i], segments);
    if (cut.at == 0 || has_synonyms(words, i, synonyms, analyzer)) continue;
    std::vector<QueryWord> parts = parts_of(words[i], cut, analyzer);
    if (parts.empty()) continue;
    words[i] = std::move(parts[0]);
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(parts[1]));
    --i;  // the parts may be compounds
  }
}

}  // namespace gisa
