#include "searcher/engine/words/query_words.h"

#include <algorithm>

#include "common/analysis/hanja/hanja.h"
#include "common/analysis/term_rules/hangul_word.h"
#include "common/database/schema.h"
#include "searcher/engine/words/requests.h"
#include "searcher/engine/words/short_names.h"
#include "searcher/engine/words/verb_stems.h"

namespace gisa {
namespace {

std::string link_of_names(std::u16string_view bigram) {
  std::string term;
  const std::u16string link = link_of_short_names(bigram[0], bigram[1]);
  if (!link.empty()) make_text_term(TokenKind::kLink, link, term);
  return term;
}

void add_token(const Analysis& analysis, const Token& token, QueryWord& word) {
  const std::u16string_view text = analysis.text(token.text);
  std::string term;
  make_text_term(token.kind, text, term);
  switch (token.kind) {
    case TokenKind::kWord:
      word.whole = std::move(term);
      break;
    case TokenKind::kName:
      word.name_term = std::move(term);
      break;
    case TokenKind::kSyllable:
      word.syllables.push_back(std::move(term));
      break;
    case TokenKind::kLink:
      word.link = std::move(term);
      make_text_term(TokenKind::kBigram, text, word.joint);
      break;
    case TokenKind::kSyllableWord:
      if (!word.syllable_word.empty()) break;  // a lone Hanja: the first is its meaning or itself
      word.syllable_word = std::move(term);
      word.syllable = text[0];
      break;
    case TokenKind::kBigram:
      word.bigrams.push_back(std::move(term));
      make_text_term(TokenKind::kLink, text, term);
      word.inner_links.push_back(std::move(term));
      word.name_links.push_back(link_of_names(text));
      break;
  }
}

// Whether a word ends with 하, which before 는 looks like that of a verb and then is in no term:
// 장기하는.
bool ends_like_verb(std::u16string_view stem) { return stem.size() > 2 && stem.back() == u'하'; }

// Whether the surface may stand as two words with the cut behind syllable `at` without a link
// between them: one of the two is a word like 위해, which has none. Shorter parts always link.
bool may_part_at(std::u16string_view surface, std::size_t at) {
  const auto is_filler = [](std::u16string_view part) {
    return part.size() > 1 && HangulWordReader::read_uncached(part, 2).role != WordRole::kContent;
  };
  return is_filler(surface.substr(0, at + 1)) || is_filler(surface.substr(at + 1));
}

bool stands_everywhere(const QueryWord& word) {
  if (word.stem.size() != 1 || !word.bigrams.empty()) return false;
  const bool is_hanja = word.script == Script::kHanja && word.surface.size() == 1;
  const std::u16string_view readings = is_hanja ? hanja_readings(word.surface[0]) : word.stem;
  return std::ranges::any_of(readings, [](char16_t c) { return !has_syllable_term(c); });
}

// 몇시 and 몇미터 need not stand there, though the unit tells something of what is asked.
bool asks_number(std::u16string_view surface) { return surface.starts_with(u'몇'); }

// Verbs that go before 받다 and are none of its nouns: 들이받은, 물려받은, not 선고받은. The index
// has the stem, 들이, and a text must have 들이받.
bool receives(const QueryWord& word) {
  constexpr std::u16string_view kVerbs[] = {u"들이", u"물려", u"내려", u"돌려",   u"이어",
                                            u"주고", u"넘겨", u"건네", u"되돌려", u"얻어"};
  return word.script == Script::kHangul && word.surface.size() > word.stem.size() &&
         word.surface.starts_with(word.stem) && word.surface[word.stem.size()] == u'받' &&
         std::ranges::find(kVerbs, word.stem) != std::end(kVerbs);
}

QueryWord make_word(const Analysis& analysis, const Word& word) {
  QueryWord out;
  out.script = word.script;
  out.surface = analysis.surface(word);
  out.role = is_asking(out.surface) ? WordRole::kQuestion : word.role;
  out.is_content = out.role == WordRole::kContent && !asks_number(out.surface);
  out.is_glued = word.is_glued;
  out.starts_sentence = word.starts_sentence;
  out.is_verb = word.is_verb;
  out.stem = analysis.text(word.stem);
  const auto common = std::ranges::mismatch(out.stem, out.surface).in1 - out.stem.begin();
  out.kept = static_cast<std::size_t>(common);
  const bool is_dictionary_form =
      out.surface.size() == out.stem.size() + 1 && out.surface.back() == u'다';
  out.is_verb_stem =
      out.is_verb && (out.kept < out.stem.size() || is_dictionary_form) && is_bound_stem(out.stem);
  for (std::uint32_t i = 0; i < word.token_count; ++i) {
    add_token(analysis, analysis.tokens[word.first_token + i], out);
  }
  if (receives(out)) {
    out.stem += u'받';
    out.kept = out.stem.size();
    out.role = WordRole::kContent;
    out.is_content = true;
  }
  if (!out.whole.empty()) {
    // A unit, searched as its sign however it is spelled.
    out.bigrams.clear();
    out.inner_links.clear();
    out.name_links.clear();
    out.syllables.clear();
    out.syllable_word.clear();
    return out;
  }
  out.may_part.assign(out.bigrams.size(), false);
  for (std::size_t i = 0; word.script == Script::kHangul && i < out.bigrams.size(); ++i) {
    out.may_part[i] = i + 1 < out.surface.size() && may_part_at(out.surface, i);
  }
  if (!out.may_part.empty() && ends_like_verb(out.stem)) out.may_part.back() = true;
  out.is_everywhere = stands_everywhere(out);
  return out;
}

// An empty noun needs a word before it: with nothing there 수가 is no number (수) but a fee, nor is
// 데이 a place (데).
bool is_no_empty_noun(const QueryWord& first) {
  const bool is_short = first.surface.size() == 2 && first.stem.size() == 2;
  return is_short && first.role == WordRole::kEmpty &&
         (first.surface[1] == u'가' || first.surface[1] == u'이');
}

// An empty word and a josa by their looks, which are a noun: behind a form of a verb no josa
// stands, 한과 (sweets) or 인가 (a permit), and 수 and 중 follow another word, and are followed by
// one with these josa: 수가 인상 (fees), 양도세 중과 (a surtax).
bool is_noun_of_two(const QueryWord& word, bool is_first, bool is_last) {
  constexpr std::u16string_view kVerbs = u"한인해할된될", kDependent = u"수중", kJosa = u"가이과와";
  const bool may_be = word.role == WordRole::kEmpty && word.script == Script::kHangul &&
                      word.surface.size() == 2 && word.stem.size() == 2 && !word.is_glued &&
                      !word.syllable_word.empty();
  if (!may_be) return false;
  if (kVerbs.find(word.syllable) != std::u16string_view::npos) return true;
  return (is_first || is_last) && kDependent.find(word.syllable) != std::u16string_view::npos &&
         kJosa.find(word.surface[1]) != std::u16string_view::npos;
}

// What a number that follows belongs to: the 조 of 1조 5천억, the 분의 of 3분의 2.
bool is_scale(const QueryWord& unit) {
  constexpr std::u16string_view kScales = u"만억조";
  return unit.surface.size() == 1 && kScales.find(unit.surface[0]) != std::u16string_view::npos;
}
bool is_of_parts(const QueryWord& unit) { return unit.surface == u"분의"; }

// The 월 of 2025년 1월, the 일 of 12월 3일 and the 분 of 10시 30분: of smaller parts behind a
// larger one, which are one time. Seconds are as often left out.
bool are_one_time(const QueryWord& larger, const QueryWord& smaller) {
  return (larger.surface == u"년" && smaller.stem == u"월") ||
         (larger.surface == u"월" && smaller.stem == u"일") ||
         (larger.surface == u"시" && smaller.stem == u"분");
}

void join_times(std::vector<QueryWord>& words) {
  for (std::size_t i = 3; i < words.size(); ++i) {
    QueryWord& number = words[i - 1];
    const bool are_numbers = words[i - 3].script == Script::kNumber && words[i - 2].is_glued &&
                             number.script == Script::kNumber && words[i].is_glued;
    if (are_numbers && are_one_time(words[i - 2], words[i])) number.goes_on = !number.is_glued;
  }
}

// Whether a number begins behind a number and its unit.
bool follows_unit(const std::vector<QueryWord>& before, const QueryWord& word) {
  return word.script == Script::kNumber && before.size() > 1 && before.back().is_glued &&
         before[before.size() - 2].script == Script::kNumber;
}

}  // namespace

void QueryWord::keep_end() {
  keep_whole();
  is_verb = is_verb_stem = false;
  if (name_term.empty() || bigrams.size() != 1) return;
  make_text_term(TokenKind::kBigram, std::u16string_view(surface).substr(1),
                 bigrams.emplace_back());
  inner_links.push_back(name_term);
  name_links.emplace_back();
  may_part.push_back(false);
}

std::vector<QueryWord> analyze_query(std::string_view query, Analyzer& analyzer) {
  Analysis analysis;
  analyzer.analyze(query, analysis);
  std::vector<QueryWord> words;
  std::uint32_t end_before = 0;
  for (const Word& word : analysis.words) {
    if (word.role == WordRole::kParticle) continue;
    const bool is_between_hangul =
        !words.empty() && words.back().script == Script::kHangul && word.script == Script::kHangul;
    QueryWord made = make_word(analysis, word);
    if (is_between_hangul && words.back().surface == u"몇") made.is_content = false;  // 몇 명
    if (words.empty() && is_no_empty_noun(made)) made.read_as_name();
    const bool is_behind_mark = !words.empty() && word.begin == end_before + 1;
    const char16_t mark = is_behind_mark ? analysis.normalized.units[end_before] : u'\0';
    if (follows_unit(words, made)) {
      QueryWord& unit = words.back();
      made.goes_on = mark == u' ' && (is_scale(unit) || is_of_parts(unit));  // not 2.4조…14.3%
      if (is_of_parts(unit)) unit.keep_whole();
    }
    made.is_joined = is_joining_mark(mark, is_between_hangul);
    made.is_divisor = mark == u'/';
    if (is_hyphen(mark) && made.script == Script::kNumber) {
      made.is_hyphened = made.is_joined = words.back().script == Script::kNumber;
      made.goes_on = words.back().script == Script::kLetter;
    } else if (is_hyphen(mark) && made.script == Script::kHangul) {
      const QueryWord& before = words.back();
      made.goes_on = before.script == Script::kLetter && before.stem.size() == 1;  // K-패스
    }
    words.push_back(std::move(made));
    end_before = word.end;
    if (word.script != Script::kLetter) continue;
    const auto [begin, end] = analysis.source_range(word.begin, word.end);
    words.back().typed = query.substr(begin, end - begin);
  }
  join_times(words);
  for (QueryWord& word : words) {
    constexpr std::size_t kFew = 3;  // in a question they may be what they look like
    if (words.size() <= kFew &&
        is_noun_of_two(word, &word == &words.front(), &word == &words.back()))
      word.read_as_name();
  }
  ignore_requests(words);
  if (std::ranges::none_of(words, &QueryWord::is_content)) {
    for (QueryWord& word : words) {
      word.is_content = true;
      word.role = WordRole::kContent;
    }
  }
  return words;
}

std::vector<std::string> terms_of(const std::vector<QueryWord>& words) {
  std::vector<std::string> terms;
  for (const QueryWord& word : words) {
    for (const auto* of_word :
         {&word.bigrams, &word.inner_links, &word.name_links, &word.syllables})
      terms.insert(terms.end(), of_word->begin(), of_word->end());
    terms.insert(terms.end(),
                 {word.whole, word.name_term, word.syllable_word, word.link, word.joint});
  }
  std::erase(terms, "");
  return terms;
}

}  // namespace gisa
