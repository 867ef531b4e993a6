/// Words that mean the same, from a file, looked up when a query is made.
///
///     Synonyms synonyms;
///     synonyms.read("한은 = 한국은행\n", "synonyms.txt", analyzer);
///     synonyms.match(words, 0, analyzer)   // of 한은 금리: one word long, alternative 한국은행
///
/// The format is explained at the top of searcher/data/synonyms.txt, the default file.
///
/// Threads: const members may be called from any.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "searcher/engine/synonyms/officials.h"
#include "searcher/engine/synonyms/other_forms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Words that may each stand for some of a query.
using Alternatives = std::vector<std::vector<QueryWord>>;

/// What may stand for the words [first, last) of a query.
struct SynonymGroup {
  std::size_t first = 0;
  std::size_t last = 0;
  std::shared_ptr<const Alternatives> alternatives{};
  bool are_of_verb = false;  ///< its forms, none of which ends other words: 상속인 is no 속인
};

class Synonyms {
 public:
  /// What may stand for the words [first, first + length) of a query.
  struct Match {
    std::size_t length = 0;  ///< words; 0 if there is nothing
    std::shared_ptr<const Alternatives> alternatives{};
  };

  /// So many may stand for a word: each is looked for wherever the word is.
  static constexpr std::size_t kMostAlternatives = 100;

  /// The default list.
  static std::string_view default_text();

  /// Adds the lines of a file. `name` is for messages. Throws Error (kInvalidArgument) with the
  /// line's number for one that cannot be understood.
  void read(std::string_view text, const std::string& name, Analyzer& analyzer);

  /// The longest entry that begins at word `first`, or what rules know: words without the marks
  /// that join them, 한미 for 한·미 (joined_words.h), the other ways to write a number, 4천800 for
  /// 4800 and 4,800 (spelled_numbers.h), 1만2000 for 12,000 (large_numbers.h), 2배 for 두 배
  /// (counters.h), 2/3 for 3분의 2 (fractions.h), 3대2 for 3-2 (scores.h), titles (officials.h),
  /// 현대차 for 현대車 (glued_hanja.h), 김정은 for 金正恩, whose first reading is 금정은, long and
  /// short names (name_forms.h), and right spellings (spelling_rules.h). Nothing if there are no
  /// entries at all.
  Match match(const std::vector<QueryWord>& words, std::size_t first, Analyzer& analyzer) const;

  /// Whether the word has an entry by itself: 한은 is a bank then, and no 한 (one) with a josa.
  bool knows_name(const QueryWord& word) const;

  /// The words of the list that stand for a word by itself, by their stems.
  std::vector<std::u16string> listed_for(const std::u16string& stem) const;

  bool empty() const { return entries_.empty(); }

 private:
  using Phrase = std::vector<QueryWord>;

  struct Entry {
    Phrase words;
    std::shared_ptr<Alternatives> alternatives = std::make_shared<Alternatives>();
  };

  bool add(const Phrase& from, const Phrase& to);
  void tell_apart();
  OtherForms forms_by_rule(const std::vector<QueryWord>& words, std::size_t first) const;
  Match match_by_rule(const std::vector<QueryWord>& words, std::size_t first,
                      Analyzer& analyzer) const;

  std::unordered_map<std::u16string, std::vector<Entry>> entries_;  // by the first word's stem
};

/// The default list, read once.
std::shared_ptr<const Synonyms> default_synonyms();

}  // namespace gisa
