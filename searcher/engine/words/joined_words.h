/// Words that marks join, 한·미, 초·중·고, 원/달러, 한-일: the same word may be written without.
///
///     joined_words(words, 0)              // of 한·미 정상회담: the first two
///     without_joining_marks(those)        // 한미
///     read_as_one(words, analyzer, index) // 한미 정상회담, if articles write it so
///
/// Threads: may be called from any.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// The words that marks join to the one at `first`, and itself.
std::span<const QueryWord> joined_words(const std::vector<QueryWord>& words, std::size_t first);

/// 한미 for 한·미, 12.3 for 12·3; empty if the words are no parts of one.
std::u16string without_joining_marks(std::span<const QueryWord> words);

/// Words of one syllable that marks join become the word they are without, where articles write it
/// together about as often: 한·미 does, 눈·비 stays two words.
void read_as_one(std::vector<QueryWord>& words, Analyzer& analyzer, const SegmentSet& segments);

/// So do syllables with a space between each, 국 민 연 금; two of them, 산 불, where articles
/// seldom have them apart.
void close_up(std::vector<QueryWord>& words, Analyzer& analyzer, const SegmentSet& segments);

/// The word that words joined by marks, two or more, are without them; nothing if they stay.
using JoinedReader = std::function<std::optional<QueryWord>(std::span<const QueryWord>)>;

/// Puts the word that `read` makes of them in the place of all words that marks join.
void replace_joined(std::vector<QueryWord>& words, const JoinedReader& read);

/// Whether word `i` and the one before are 12·3 or 한·미; but 금리·환율 are two, and so are 1·2심.
bool are_parts_of_one(const std::vector<QueryWord>& words, std::size_t i);

/// Whether word `i` was typed directly behind the one before, and one of them is a number or
/// letters, or both are of one number, or the one before is a lone Hanja: 4강, HBM4, 1조 5천억,
/// 無비자. A 4 and a 강 anywhere are not meant.
bool are_glued(const std::vector<QueryWord>& words, std::size_t i);

}  // namespace gisa
