#include "searcher/engine/matching/usual_spelling.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "common/database/schema.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

// As many syllables, of which one or two differ, but not all: 컨텐츠 and 콘텐츠, but 국감 is no
// spelling of another word.
bool are_spellings(std::u16string_view word, std::u16string_view other) {
  constexpr std::size_t kMostDifferent = 2;
  if (word.size() != other.size()) return false;
  std::size_t different = 0;
  for (std::size_t i = 0; i < word.size(); ++i) different += word[i] != other[i] ? 1 : 0;
  return different > 0 && different <= kMostDifferent && different < word.size();
}

// No more articles have the word, of two syllables or more.
std::uint64_t frequency_of(std::u16string_view word, const SegmentSet& segments) {
  std::vector<std::string> bigrams(word.size() - 1);
  for (std::size_t i = 0; i < bigrams.size(); ++i)
    make_text_term(TokenKind::kBigram, word.substr(i, 2), bigrams[i]);
  return segments.least_frequency(bigrams);
}

// The spelling of a word that articles have more than ten times as often; empty if there is none.
// Nothing is asked of the index for a word without other spellings, as nearly all are.
std::u16string usual_spelling(const std::u16string& word, const Synonyms& synonyms,
                              const SegmentSet& segments) {
  constexpr std::uint64_t kTimesRarer = 10;
  std::vector<std::u16string> others = synonyms.listed_for(word);
  std::erase_if(others, [&](const std::u16string& other) { return !are_spellings(word, other); });
  if (others.empty()) return {};
  std::uint64_t most = kTimesRarer * frequency_of(word, segments);
  std::u16string usual;
  for (std::u16string& other : others) {
    const std::uint64_t frequency = frequency_of(other, segments);
    if (frequency > most) usual = std::move(other);
    most = std::max(most, frequency);
  }
  return usual;
}

}  // namespace

std::vector<QueryWord> spelled_as_usual(std::string query, const Synonyms& synonyms,
                                        Analyzer& analyzer, const SegmentSet& segments) {
  std::vector<QueryWord> words = analyze_query(query, analyzer);
  if (synonyms.empty()) return words;
  bool is_changed = false;
  for (const QueryWord& word : words) {
    if (word.script != Script::kHangul || word.bigrams.empty()) continue;
    const std::u16string usual = usual_spelling(word.stem, synonyms, segments);
    const std::string typed = to_utf8(word.stem);
    const std::size_t at = usual.empty() ? std::string::npos : query.find(typed);
    if (at == std::string::npos) continue;
    query.replace(at, typed.size(), to_utf8(usual));
    is_changed = true;
  }
  return is_changed ? analyze_query(query, analyzer) : words;
}

}  // namespace gisa
