#include "searcher/engine/matching/compounds.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "common/analysis/term_rules/stemmer.h"
#include "common/database/schema.h"
#include "common/text/utf8.h"
#include "searcher/engine/index/document_set.h"
#include "searcher/engine/index/term_expression.h"

namespace gisa {
namespace {

constexpr std::size_t kShortestPart = 2;  // syllables
constexpr std::size_t kLongest = 20;      // of a word that is looked at
// Times more frequent; half and twice as much are about as good.
constexpr std::uint64_t kMostly = 6, kMostOfOthers = 8;
constexpr std::uint64_t kLeastOfOne = 3;  // articles, to take one syllable for a word
constexpr std::uint64_t kMostlyInCompany = 3, kLeastInCompany = 3;

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

// The link that a blank at this place makes.
std::string link_at(const QueryWord& word, const Cut& cut) {
  const char16_t ends[] = {word.stem[cut.stem_end - 1], word.stem[cut.at]};
  std::string link;
  make_text_term(TokenKind::kLink, {ends, 2}, link);
  return link;
}

const std::string& bigram_at(const QueryWord& word, const Cut& cut) {
  return word.bigrams[cut.at - 1];
}
// Of the first part, and of the second one, which may be too short to have one.
const std::string& bigram_before(const QueryWord& word, const Cut& cut) {
  return word.bigrams[cut.stem_end - 2];
}
const std::string* bigram_behind(const QueryWord& word, const Cut& cut) {
  return cut.at < word.bigrams.size() ? &word.bigrams[cut.at] : nullptr;
}

// How much more often articles have a blank there than not; 0 where they have none.
double likelihood_of(const QueryWord& word, const Cut& cut, const SegmentSet& segments) {
  const std::string* const behind = bigram_behind(word, cut);
  const std::uint64_t together = segments.frequency(bigram_at(word, cut));
  const std::uint64_t apart = segments.frequency(link_at(word, cut));
  if (apart <= kMostly * together || (behind == nullptr && apart < kLeastOfOne)) return 0;
  // By far more frequent than the syllables beside the cut, or where no word has those, the link
  // is of other words: 게티|즈버그.
  std::uint64_t beside = segments.frequency(bigram_before(word, cut));
  if (behind != nullptr) beside = std::min(beside, segments.frequency(*behind));
  if (apart > kMostOfOthers * beside) return 0;
  return static_cast<double>(apart) / static_cast<double>(together + 1);
}

std::uint64_t count_articles(std::vector<TermExpression> terms, const SegmentSet& segments) {
  const TermExpression all = TermExpression::all_of(std::move(terms));
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) count += segments[i].find(all).count();
  return count;
}

// The same among articles that have the syllables beside the cut. 자주 (often) is in more articles
// than 전자 주가, but not where 전자 and 주가 are.
double likelihood_in_company(const QueryWord& word, const Cut& cut, const SegmentSet& segments) {
  const std::string* const behind = bigram_behind(word, cut);
  const std::string link = link_at(word, cut);
  if (behind == nullptr || segments.frequency(link) < kLeastInCompany) return 0;
  const auto count_with = [&](const std::string& term) {
    return count_articles(
        {TermExpression(bigram_before(word, cut)), TermExpression(*behind), TermExpression(term)},
        segments);
  };
  const std::uint64_t apart = count_with(link);
  if (apart < kLeastInCompany) return 0;
  const std::uint64_t together = count_with(bigram_at(word, cut));
  if (apart <= kMostlyInCompany * together) return 0;
  return static_cast<double>(apart) / static_cast<double>(together + 1);
}

using Likelihood = double(const QueryWord&, const Cut&, const SegmentSet&);

Cut find_cut(const QueryWord& word, const SegmentSet& segments, Likelihood likelihood_at) {
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
    const double likelihood = likelihood_at(word, cut, segments);
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
    const Cut cut = find_cut(words[i], segments, likelihood_of);
    if (cut.at == 0 || has_synonyms(words, i, synonyms, analyzer)) continue;
    std::vector<QueryWord> parts = parts_of(words[i], cut, analyzer);
    if (parts.empty()) continue;
    words[i] = std::move(parts[0]);
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(parts[1]));
    --i;  // the parts may be compounds
  }
}

std::vector<QueryWord> parts_in_company(const QueryWord& word, Analyzer& analyzer,
                                        const SegmentSet& segments) {
  std::vector<QueryWord> words = {word};
  for (std::size_t i = 0; i < words.size();) {
    const Cut cut = find_cut(words[i], segments, likelihood_in_company);
    std::vector<QueryWord> parts;
    if (cut.at > 0) parts = parts_of(words[i], cut, analyzer);
    if (parts.empty()) {
      ++i;
      continue;
    }
    words[i] = std::move(parts[0]);
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(parts[1]));
  }
  return words;
}

std::vector<QueryWord> cut_word(const QueryWord& word, std::size_t at, Analyzer& analyzer) {
  return parts_of(word, cut_at(word.stem, at), analyzer);
}

}  // namespace gisa
