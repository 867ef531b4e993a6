#include "searcher/engine/guesses/known_words.h"

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_map>

#include "common/analysis/term_rules/rule_tables.h"
#include "common/articles/dense_text.h"
#include "common/database/schema.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"
#include "searcher/engine/matching/found_words.h"
#include "searcher/engine/matching/word_terms.h"
#include "searcher/engine/text/dense_runs.h"

namespace gisa {
namespace {

// Articles that are looked at to see how often they have a word, and to find one. The second takes
// some 10 ms, and sees all words that more than one of some hundred articles has.
constexpr std::size_t kLookedAt = 10;
constexpr std::size_t kSearched = 2000;

// A word is no guess unless it is one of so many that were met and fit.
constexpr std::size_t kOfThoseThatFit = 5;

constexpr std::size_t kLeastSyllables = 2;  // of stems

// What names end with, and nobody types as a josa: 김용만, 송가인. With these a word is whole if
// articles have its stem by itself no more than four times as often; with others, 로 or 은, if the
// word was met a few times and more than twice as often as its stem.
constexpr std::u16string_view kEndsOfNames = u"만인나란랑하";
constexpr std::size_t kMostStems = 4, kFewest = 3, kTimesAsOften = 2;

// Calls `take(run, is_next)` for each run of syllables: is_next if there is one space before it.
template <typename Take>
void for_each_run(std::string_view utf8, Take take) {
  std::u16string run;
  bool is_next = false;
  std::size_t between = 0;  // bytes since the last run
  bool is_space = false;
  const auto end_run = [&] {
    if (!run.empty()) take(std::u16string_view(run), is_next);
    run.clear();
  };
  for (std::size_t i = 0; i < utf8.size();) {
    const auto [c, bytes] = decode_utf8(utf8, i);
    i += bytes;
    if (is_hangul_syllable(c)) {
      if (run.empty()) is_next = between == 1 && is_space;
      run.push_back(static_cast<char16_t>(c));
      between = 0;
      continue;
    }
    end_run();
    between += bytes;
    is_space = c == U' ';
  }
  end_run();
}

template <typename Take>
void for_each_run(const StoredArticle& article, Take take) {
  for_each_run(article.title, take);
  for_each_run(article.body, take);
}

bool ends_like_name(std::u16string_view word) {
  return kEndsOfNames.find(word.back()) != std::u16string_view::npos;
}

}  // namespace

bool KnownWords::is_unknown(const QueryWord& word) const {
  return gisa::is_unknown(word, context_.snapshot.index());
}

std::uint64_t KnownWords::frequency_of_pair(char16_t first, char16_t second) const {
  const char16_t pair[] = {first, second};
  const SegmentSet& index = context_.snapshot.index();
  make_text_term(TokenKind::kBigram, {pair, 2}, term_);
  const std::uint64_t together = index.frequency(term_);
  make_text_term(TokenKind::kLink, {pair, 2}, term_);
  return together + index.frequency(term_);
}

void KnownWords::prefetch_pairs(const std::vector<Respelling>& spellings) const {
  if (!context_.snapshot.is_served()) return;
  std::set<std::string> terms;
  for (const Respelling& spelling : spellings) {
    const std::u16string_view word = spelling.word;
    for (std::size_t i = 0; i + 1 < word.size(); ++i) {
      for (const TokenKind kind : {TokenKind::kBigram, TokenKind::kLink}) {
        make_text_term(kind, word.substr(i, 2), term_);
        terms.insert(term_);
      }
    }
  }
  context_.snapshot.index().prefetch_frequencies({terms.begin(), terms.end()});
}

std::uint64_t KnownWords::least_frequency(std::u16string_view word) const {
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  for (std::size_t i = 0; i + 1 < word.size() && least > 0; ++i)
    least = std::min(least, frequency_of_pair(word[i], word[i + 1]));
  return least;
}

std::uint64_t KnownWords::frequency_of(const TermExpression& terms) const {
  return context_.snapshot.articles_with(terms).size();
}

WordOccurrence KnownWords::look_for(const QueryWord& word, const TermExpression& beside) {
  std::uint64_t all = 0;
  const auto terms = TermExpression::all_of({terms_of_word(word), beside});
  const std::vector<ArticleId> articles = some_articles(terms, kLookedAt, all);
  WordOccurrence found;
  std::size_t having = 0;
  for (const ArticleId id : articles) {
    if (context_.interruption.reached()) break;
    having += has(id, word.stem, found.is_word) ? 1 : 0;
  }
  if (!articles.empty()) found.articles = all * having / articles.size();
  return found;
}

bool KnownWords::is_in_some(const QueryWord& word) {
  std::uint64_t all = 0;
  bool is_word = false;
  return std::ranges::any_of(some_articles(terms_of_word(word), kLookedAt, all), [&](ArticleId id) {
    return !context_.interruption.reached() && has(id, word.stem, is_word);
  });
}

bool KnownWords::is_in_none(const QueryWord& word) {
  constexpr std::size_t kMost = 50;
  if (is_unknown(word)) return true;
  std::uint64_t all = 0;
  const std::vector<ArticleId> articles = some_articles(terms_of_word(word), kMost, all);
  if (all > articles.size()) return false;
  const std::vector<QueryWord> words = {word};
  const std::vector<SynonymGroup> no_synonyms;
  return std::ranges::none_of(articles, [&](ArticleId id) {
    if (context_.interruption.reached()) return true;
    const StoredArticle article = context_.snapshot.read(id);
    ArticleText text = context_.text_of(article);
    FoundWords found(words, no_synonyms);
    found.look_in(text.title());
    found.look_in(text.body());
    return found.all();
  });
}

bool KnownWords::is_in_more_than(std::uint64_t articles, const QueryWord& word) {
  constexpr std::size_t kMost = 50;  // of more, so few have it that it is rare
  std::uint64_t all = 0, having = 0;
  bool is_word = false;
  for (const ArticleId id : some_articles(terms_of_word(word), kMost, all)) {
    if (having > articles || context_.interruption.reached()) break;
    bool begins = false;
    has(id, word.stem, is_word, &begins);
    having += begins ? 1 : 0;
  }
  return having > articles;
}

bool KnownWords::ends_with_everyday_josa(std::u16string_view word) {
  constexpr std::u16string_view kJosa = u"이가를을는의에와과";
  return kJosa.find(word.back()) != std::u16string_view::npos;
}

bool KnownWords::begins_like_name(std::u16string_view word) {
  constexpr std::size_t kSyllables = 3;
  return word.size() == kSyllables && rules::surnames().find(word[0]) != std::u16string_view::npos;
}

bool KnownWords::is_whole(const QueryWord& word) {
  constexpr std::size_t kMost = 200;  // articles; most words are told by a few
  const bool is_likely = ends_like_name(word.surface);
  if (ends_with_everyday_josa(word.surface)) return is_never_stem(word);
  if (!word.name_term.empty()) return is_name(word);
  if (!is_likely && begins_like_name(word.surface) && is_never_stem(word)) return true;  // 이재며
  const std::size_t enough = is_likely ? 40 : 12;  // words that were met
  Ends ends;
  std::uint64_t all = 0;
  for (const ArticleId id : some_articles(terms_of_word(word), kMost, all)) {
    if (ends.whole + ends.stems >= enough || context_.interruption.reached()) break;
    count_ends(id, word, ends);
  }
  if (is_likely && ends.whole + ends.stems == 0)  // 올트만, where articles have 올트먼
    return begins_like_name(word.surface) || ends.longer >= kFewest;
  if (is_likely) return ends.stems <= kMostStems * ends.whole;
  const std::size_t begun = ends.stems == 0 ? ends.begun : 0;  // 이디야커피
  return ends.whole + begun >= kFewest + kTimesAsOften * ends.stems;
}

// Whether articles have 이진한, and no other form of a verb like it: 공정한 has 공정하다. What none
// has is a name if it is a reporter's, or its first syllables never stand by themselves.
bool KnownWords::is_name(const QueryWord& word) {
  constexpr std::size_t kMostWhole = 20, kMostOthers = 200;  // articles
  constexpr std::size_t kTimesOfForms = 20;
  QueryWord name = word;
  name.keep_end();
  Ends ends;
  std::uint64_t all = 0;
  for (const ArticleId id : some_articles(terms_of_word(name), kMostWhole, all)) {
    if (ends.whole > 0 || context_.interruption.reached()) break;
    count_ends(id, word, ends);
  }
  const std::string writer = make_field_term(Field::kReporter, to_utf8(word.surface));
  if (ends.whole == 0)
    return context_.snapshot.index().frequency(writer) > 0 || is_never_stem(word);
  std::size_t whole = 1, forms = 0;
  const std::string stem = dense_form(to_utf8(word.stem));
  const auto count = [&](std::u16string_view run) {
    if (!run.starts_with(word.stem)) return;
    const bool has_all = run.starts_with(word.surface);
    const std::u16string_view behind = run.substr(has_all ? word.surface.size() : word.stem.size());
    const StemResult& read = reader_.read(run, kLeastSyllables).stem;
    const bool is_form = (read.is_verb && read.size() == word.stem.size()) || behind == u"히";
    if (has_all && (behind.empty() || Stemmer::shared().is_josa(behind)))
      ++whole;
    else
      forms += is_form ? 1 : 0;
  };
  for (const ArticleId id : some_articles(terms_of_word(word), kMostOthers, all)) {
    if (context_.interruption.reached()) break;
    const DenseView article = context_.snapshot.view(id);
    for_each_run_with(stem, article.title, count);
    for_each_run_with(stem, article.body, count);
  }
  return forms * kTimesOfForms < whole;
}

bool KnownWords::is_noun(const QueryWord& word) {
  constexpr std::u16string_view kJosa = u"가이";  // 에 has others behind: 에는
  constexpr std::u16string_view kOthers =
      u"가는를의에로와도";            // 이 is the copula's as well: 물이라
  constexpr std::size_t kMost = 100;  // articles
  constexpr std::size_t kFewestWithJosa = 3, kOfThoseMet = 12;
  if (kJosa.find(word.surface.back()) == std::u16string_view::npos) return false;
  std::size_t with_josa = 0, met = 0;
  const std::string dense = dense_form(to_utf8(word.surface));
  const auto count = [&](std::u16string_view run) {
    if (!run.starts_with(word.surface)) return;
    const std::u16string_view behind = run.substr(word.surface.size());
    const bool has_josa =
        behind.size() == 1 && kOthers.find(behind.front()) != std::u16string_view::npos;
    with_josa += has_josa ? 1 : 0;
    met += has_josa || behind.empty() ? 1 : 0;
  };
  std::uint64_t all = 0;
  for (const ArticleId id : some_articles(terms_of_word(word), kMost, all)) {
    if (context_.interruption.reached()) break;
    const DenseView article = context_.snapshot.view(id);
    for_each_run_with(dense, article.title, count);
    for_each_run_with(dense, article.body, count);
  }
  return with_josa >= kFewestWithJosa && with_josa * kOfThoseMet >= met;
}

// Whether the stem stands nowhere by itself or with another josa: the beginning of names, 이재 of
// 이재며, or another word that was met a few times, 로저비비에.
bool KnownWords::is_never_stem(const QueryWord& word) {
  constexpr std::size_t kMost = 40;
  std::uint64_t all = 0;
  Ends ends;
  for (const ArticleId id : some_articles(terms_of_word(word), kMost, all)) {
    if (context_.interruption.reached()) return false;
    count_ends(id, word, ends);
    if (ends.stems > 0) return false;
  }
  const bool begins_names = begins_like_name(word.surface) && ends.longer >= kFewest;
  return begins_names || ends.whole >= kFewest;
}

// Of an article, where they begin a row of syllables.
void KnownWords::count_ends(ArticleId id, const QueryWord& word, Ends& ends) {
  const DenseView article = context_.snapshot.view(id);
  const std::string stem = dense_form(to_utf8(word.stem));
  const auto count = [&](std::u16string_view run) {
    if (!run.starts_with(word.stem)) return;
    const bool has_all = run.starts_with(word.surface);
    const std::u16string_view behind = run.substr(has_all ? word.surface.size() : 0);
    if (has_all && (behind.empty() || Stemmer::shared().is_josa(behind))) {
      ++ends.whole;
    } else if (reader_.read(run, kLeastSyllables).stem.size() == word.stem.size()) {
      const bool is_other_name = run.size() == word.surface.size() && ends_like_name(run);
      ends.stems += is_other_name ? 0 : 1;  // 김용하
    } else {
      ++ends.longer;
      ends.begun += has_all ? 1 : 0;
    }
  };
  for_each_run_with(stem, article.title, count);
  for_each_run_with(stem, article.body, count);
}

// Whether an article has the word somewhere; sets `is_word` if it stands there by itself.
bool KnownWords::has(ArticleId id, std::u16string_view word, bool& is_word, bool* begins) {
  const DenseView article = context_.snapshot.view(id);
  const std::string dense = dense_form(to_utf8(word));
  bool has_it = false;
  const auto look = [&](std::u16string_view run) {
    has_it = true;
    if (begins != nullptr && run.starts_with(word)) *begins = true;
    if (run.starts_with(word) && reader_.read(run, kLeastSyllables).stem.size() == word.size())
      is_word = true;
  };
  for_each_run_with(dense, article.title, look);
  for_each_run_with(dense, article.body, look);
  return has_it;
}

std::u16string KnownWords::complete(const HalfTypedWord& typed, std::u16string_view before) {
  const bool follows = !before.empty();
  const std::u16string_view certain = follows ? before : std::u16string_view(typed.known());
  std::unordered_map<std::u16string, std::size_t> counts;
  std::size_t counted = 0;
  std::uint64_t all = 0;
  for (const ArticleId id : some_articles(terms_of(certain), kSearched, all)) {
    if (context_.interruption.reached()) break;
    std::u16string last;
    for_each_run(context_.snapshot.read(id), [&](std::u16string_view run, bool is_next) {
      const bool is_here = !follows || (is_next && last.ends_with(before));
      if (follows) last = run;
      if (!is_here || !typed.begins(run)) return;
      const auto stem =
          std::min<std::size_t>(reader_.read(run, kLeastSyllables).stem.kept, run.size());
      const bool is_whole = typed.known().empty() && !follows;
      if (is_whole ? stem == typed.size() : stem >= std::max(typed.size(), kLeastSyllables)) {
        ++counts[std::u16string(run.substr(0, stem))];
        ++counted;
      }
    });
  }
  const auto best = std::ranges::max_element(counts, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second < b.second : a.first > b.first;
  });
  if (best == counts.end() || best->second * kOfThoseThatFit < counted) return {};
  return best->first;
}

// Articles with these terms, `most` at most, spread evenly; `all` is how many there are.
std::vector<ArticleId> KnownWords::some_articles(const TermExpression& terms, std::size_t most,
                                                 std::uint64_t& all) {
  std::vector<ArticleId> articles = context_.snapshot.articles_with(terms);
  all = articles.size();
  return spread(std::move(articles), most);
}

// Articles that may have the word; all, if it is too short to tell.
TermExpression KnownWords::terms_of(std::u16string_view word) {
  if (word.size() < kLeastSyllables) return {};
  const std::vector<QueryWord> words = analyze_query(to_utf8(word), context_.analyzer);
  return words.size() == 1 ? terms_of_word(words.front()) : TermExpression();
}

}  // namespace gisa
