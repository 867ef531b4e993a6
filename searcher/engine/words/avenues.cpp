#include "searcher/engine/words/avenues.h"

#include <cstdint>
#include <string>
#include <string_view>

#include "common/database/schema.h"

namespace gisa {
namespace {

constexpr std::uint64_t kTimesRarer = 2;  // the last pair may be than the others: 와대 of 청와대

}  // namespace

void read_avenues(std::vector<QueryWord>& words, const SegmentSet& segments) {
  constexpr std::u16string_view kJosa = u"대로";
  for (QueryWord& word : words) {
    const bool may_be = word.script == Script::kHangul && word.is_content &&
                        word.kept == word.stem.size() && !word.bigrams.empty() &&
                        word.surface.size() == word.stem.size() + kJosa.size() &&
                        word.surface.ends_with(kJosa);
    if (!may_be) continue;
    // Its terms stay those that articles have for it, too.
    word.keep_whole();
    const char16_t last_pair[] = {word.stem[word.stem.size() - 3], kJosa[0]};
    std::string term;
    make_text_term(TokenKind::kBigram, {last_pair, 2}, term);
    if (kTimesRarer * segments.frequency(term) < segments.least_frequency(word.bigrams)) continue;
    word.stem.pop_back();
    word.kept = word.stem.size();
  }
}

}  // namespace gisa
