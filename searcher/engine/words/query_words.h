/// A query as the searcher sees it: the words of what was typed, analyzed as articles are.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"

namespace gisa {

/// One word of the query.
struct QueryWord {
  Script script = Script::kHangul;
  WordRole role = WordRole::kContent;
  bool is_content = true;  ///< has to stand in an article that matches fully
  bool is_prefix = false;  ///< may be left out before the word behind it: the 제 of 제22대
  bool is_glued = false;   ///< follows the word before without a space
  bool goes_on = false;   ///< belongs to the word before behind a space, as 5천 in 1조 5천억 or
                          ///< 30 in 10시 30분, or behind a hyphen: GPT-5, K-패스
  bool is_split = false;  ///< was typed as one word with the one before (compounds.h)
  bool follows_josa = false;  ///< of that one: 책 in 올해의책
  bool is_joined = false;  ///< follows it behind a mark that joins words: 한·미, 12·3, 원/달러
  bool is_hyphened = false;  ///< and that is the hyphen between two numbers, 2-1
  bool is_divisor = false;   ///< joined by a slash, as the 3 of 2/3
  bool is_marked = false;    ///< had such marks within, which were taken out
  bool starts_sentence = false;
  bool is_verb = false;
  bool is_verb_stem = false;  ///< stands for a verb, not for a noun like it: 번지 of 번졌다
  bool begins_word = false;  ///< is no end of one: 방송통신위원장 of 과학기술방송통신위원장, nor
                             ///< 속인 of 상속인
  bool stands_alone = false;  ///< is no beginning of a longer word: 인천대, but not in 인천대교
  bool is_bare_unit = false;     ///< begins no longer word: 조 of 형법 250조, 명 of 두 명
  char16_t sign = 0;             ///< stands right before it: the $ of $100
  bool is_mostly_apart = false;  ///< two syllables that articles write as two words: 큰폭
  double boost = 1;              ///< how much the word weighs, by the user's wish
  std::u16string surface;        ///< as written, normalized
  std::string typed;             ///< the same as it was typed, if it is of letters
  std::u16string stem;
  std::size_t kept = 0;  ///< units of the stem that are as written

  std::string whole;  ///< term of letters or a number
  std::vector<std::string> bigrams;
  std::vector<std::string>
      inner_links;  ///< for each bigram, the link it is when a space stands in it
  std::vector<std::string> name_links;  ///< and the link of 美·中 for 미중, or nothing
  std::string name_term;  ///< all of 이진한, which is a verb, 이진하다, unless its end is kept
  std::vector<bool> may_part;          ///< for each bigram: articles may have the word without it
  std::vector<std::string> syllables;  ///< but those that stand in most articles
  bool is_everywhere = false;          ///< one syllable that stands in most articles
  std::string syllable_word;           ///< the word as one of one syllable, if it can be
  char16_t syllable = 0;               ///< that syllable
  std::string link;                    ///< from the word before to this one
  std::string joint;                   ///< the bigram it is when no space stands between the two

  /// Makes it stand in articles as it was typed, josa and all: 10분 1초 is no 10분의 1.
  void keep_whole() {
    stem = surface;
    kept = stem.size();
  }

  /// Makes its last syllable its own, no josa or ending as it looks: 김용만, 이진한. The terms stay
  /// those of the stem, which articles have for it, too; of a name articles have one of its own, or
  /// with a josa behind it the second bigram.
  void keep_end();

  /// Makes it a name that an article must have, whatever it looks like: 한은 is no 한 (one) with a
  /// josa.
  void read_as_name() {
    is_content = true;
    role = WordRole::kContent;
    syllable_word.clear();
  }

  bool operator==(const QueryWord&) const = default;
};

/// The terms that words may be looked up by, some of them twice.
std::vector<std::string> terms_of(const std::vector<QueryWord>& words);

/// Characters of normalized text that the functions below ask for.
inline constexpr char16_t kHyphens[] = {u'-', u'‐'};
inline constexpr char16_t kJoiningMarks[] = {u'·', u'/', u'‧', u'∙', u'・'};
inline constexpr char16_t kClosingMarks[] = {u')', u']',  u'}',  u'\'', u'"',  u'’',
                                             u'”', u'」', u'』', u'〉', u'》', u'>'};

constexpr bool is_hyphen(char16_t c) {
  return std::ranges::find(kHyphens, c) != std::end(kHyphens);
}

/// Whether a character of normalized text, by itself between two words, makes parts of one of them.
/// A hyphen does between Hangul: 한-미; numbers have it for other reasons, 2-1.
constexpr bool is_joining_mark(char16_t c, bool is_between_hangul) {
  if (is_hyphen(c)) return is_between_hangul;
  return std::ranges::find(kJoiningMarks, c) != std::end(kJoiningMarks);
}

/// Whether a character of normalized text ends what is in brackets or quotes: a word may go on
/// behind it, as 의협회장 in 대한의사협회(의협) 회장.
constexpr bool is_closing_mark(char16_t c) {
  return std::ranges::find(kClosingMarks, c) != std::end(kClosingMarks);
}

/// Whether a word may count something: it stands behind a number, or 몇.
inline bool may_count(const std::vector<QueryWord>& words, std::size_t i) {
  return i > 0 &&
         (words[i - 1].script == Script::kNumber || words[i - 1].role == WordRole::kQuestion);
}

/// Analyzes a query. If no word is a content word, all count as such: a query never loses its only
/// content.
std::vector<QueryWord> analyze_query(std::string_view query, Analyzer& analyzer);

}  // namespace gisa
