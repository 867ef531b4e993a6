#include "searcher/engine/synonyms/verb_forms.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "common/text/hangul.h"
#include "common/text/utf8.h"
#include "searcher/engine/words/spoken_pasts.h"
#include "searcher/engine/words/verb_stems.h"

namespace gisa {
namespace {

constexpr std::uint64_t kTimesRarer = 10;        // a form may be than the word asked
constexpr std::uint64_t kTimesMoreFrequent = 4;  // or it is another word

constexpr double kWeight = 0.5;  // times that of other synonyms

struct Forms {
  std::vector<std::u16string> forms;
  std::u16string telling{};    // the word is a verb if articles have this
  std::u16string told_in{};    // or if texts with this stem do: a past is indexed by its stem
  bool may_be_others = false;  // nothing tells that they are of this verb: 지난 (last) of 지났다
};

std::u16string with_last(std::u16string_view word, char16_t last) {
  std::u16string out(word.substr(0, word.size() - 1));
  out.push_back(last);
  return out;
}

// 지 and 져, 추 and 춰; 0 if the vowels are no such pair.
char16_t with_vowel(char16_t syllable, Vowel from, Vowel to) {
  if (vowel_of(syllable) != from || has_final(syllable)) return 0;
  return make_syllable(initial_of(syllable), to, kNoFinal);
}
char16_t connected(char16_t open) {
  const char16_t of_i = with_vowel(open, kVowelI, kVowelYeo);
  return of_i != 0 ? of_i : with_vowel(open, kVowelU, kVowelWo);
}
char16_t disconnected(char16_t open) {
  const char16_t of_yeo = with_vowel(open, kVowelYeo, kVowelI);
  return of_yeo != 0 ? of_yeo : with_vowel(open, kVowelWo, kVowelU);
}

// 어렵 for 어려우; empty for stems like 배우, whose ㅂ would be in 뱁.
std::u16string with_b(std::u16string_view stem) {
  const char16_t before = stem.size() > 2 ? stem[stem.size() - 2] : u'\0';
  if (stem.back() != u'우' || !is_hangul_syllable(before) || has_final(before)) return {};
  return with_last(stem.substr(0, stem.size() - 1), with_final(before, kFinalB));
}

// Of a stem that ends with 이 or 우: 숨지.
std::vector<std::u16string> forms_of(const std::u16string& stem) {
  const char16_t last = stem.back(), connecting = connected(last);
  return {stem, with_last(stem, connecting), with_last(stem, with_final(last, kFinalN)),
          with_last(stem, with_final(connecting, kFinalSs)), with_b(stem)};
}

// Of 도우, whose past is 도왔다, indexed as 도오.
std::vector<std::u16string> forms_of_helping(const std::u16string& stem) {
  return {stem, with_last(stem, u'와'), with_last(stem, u'운'), with_last(stem, u'왔'),
          with_last(stem, u'오')};
}

// Vowels that 아 and 았 follow; behind others stand 어 and 었.
bool has_bright_vowel(char16_t syllable) {
  return vowel_of(syllable) == kVowelA || vowel_of(syllable) == kVowelO;
}

// Of 오르: 올라, 오른, 올랐.
std::vector<std::u16string> forms_of_reu(std::u16string_view before) {
  const char16_t vowel = before.back();
  const bool is_bright = has_bright_vowel(vowel);
  const std::u16string changed = with_last(before, with_final(vowel, kFinalRieul));
  const std::u16string plain(before);
  return {changed + (is_bright ? u'라' : u'러'), plain + u'른', plain + u'르',
          changed + (is_bright ? u'랐' : u'렀')};
}

// Of 찾은 and the like, of 만든, whose stem loses its ㄹ, and of 깨달은, where it was a ㄷ.
std::vector<std::u16string> forms_of_closed(const std::u16string& stem) {
  const bool is_bright = has_bright_vowel(stem.back());
  std::vector<std::u16string> forms = {stem + (is_bright ? u'았' : u'었'),
                                       stem + (is_bright ? u'아' : u'어')};
  if (final_of(stem.back()) == kFinalRieul) {
    forms.push_back(with_last(stem, with_final(stem.back(), kFinalN)));
    forms.push_back(with_last(stem, with_final(stem.back(), kFinalD)));
  } else {
    forms.push_back(stem + u'은');
  }
  return forms;
}

// Of 지은, which was 짓: its ㅅ is lost before a vowel. So is that of 이은, but 이었 is the copula
// and 이어 more often "then".
bool may_lose_s(char16_t syllable) {
  constexpr std::u16string_view kStems = u"지이나부그저";
  return kStems.find(syllable) != std::u16string_view::npos;
}
std::vector<std::u16string> forms_of_s(char16_t syllable) {
  const std::u16string stem(1, syllable);
  const std::u16string written = with_last(stem, with_final(syllable, kFinalS)) + u'는';
  if (syllable == u'이') return {written, stem + u'은'};
  const bool is_bright = has_bright_vowel(syllable);
  return {stem + (is_bright ? u'았' : u'었'), stem + (is_bright ? u'아' : u'어'), stem + u'은',
          written};
}

// Of 나빠: 나쁘 and 나쁜. Behind other consonants they are of other verbs: 자라, 자른.
std::vector<std::u16string> forms_of_eu(const std::u16string& connecting) {
  constexpr std::u16string_view kLast = u"까꺼빠뻐싸써카커타터파퍼";
  const char16_t last = connecting.back();
  if (kLast.find(last) == std::u16string_view::npos) return {};
  const char16_t stem = make_syllable(initial_of(last), kVowelEu, kNoFinal);
  return {with_last(connecting, stem), with_last(connecting, with_final(stem, kFinalN))};
}

// Of a stem with another vowel: 떠나, 떠난; 나오, 나와. But for those with 오 nothing tells that
// they are of a verb: 안사, 안산.
std::vector<std::u16string> forms_of_open(const std::u16string& stem) {
  const char16_t last = stem.back(), connecting = with_vowel(last, kVowelO, kVowelWa);
  const unsigned vowel = vowel_of(last);
  const bool may_be = vowel == kVowelA || vowel == kVowelAe || vowel == kVowelEo ||
                      vowel == kVowelE || vowel == kVowelYeo || connecting != 0;
  if (!may_be) return {};
  const char16_t past = connecting != 0 ? connecting : last;
  std::vector<std::u16string> forms = {stem, with_last(stem, with_final(last, kFinalN)),
                                       with_last(stem, with_final(past, kFinalSs))};
  if (connecting != 0) forms.push_back(with_last(stem, connecting));
  if (last == u'오') forms.push_back(with_last(stem, u'운'));  // 도왔다, 도운
  std::ranges::copy(forms_of_eu(stem), std::back_inserter(forms));
  return forms;
}

// Of a word that ends so, 불난 and 나선, nothing but its past tells: there are 재난 and 노선. Other
// vowels have too many such nouns (부산, 대전), and 낸 has none.
constexpr std::u16string_view kToldByPast = u"난간선", kSurely = u"낸넨";

bool is_open(char16_t syllable) { return is_hangul_syllable(syllable) && !has_final(syllable); }

// 떠났다 has a past where its stem ends, but no 끝나나요; nor 원했다, whose stem 원하 would be
// 원한.
bool has_past_at(const QueryWord& word, std::size_t at) {
  if (at >= word.surface.size() || final_of(word.surface[at]) != kFinalSs) return false;
  const unsigned vowel = vowel_of(word.surface[at]);
  return at >= word.stem.size() || vowel == vowel_of(word.stem[at]) || vowel == kVowelWa;
}

// Of a past, which the analyzer knows: 숨졌다, with the stem 숨지, 올랐다, 올라, 찾았다, 찾았,
// 만들었다, 만들, 속였다, 속였, 떠났다, 떠나.
Forms forms_of_past(const QueryWord& word) {
  const std::u16string& stem = word.stem;
  const char16_t last = stem.back(), before = stem[stem.size() - 2];
  if (connected(last) != 0) return {forms_of(stem)};
  if (last == u'였') return {forms_of(with_last(stem, u'이'))};
  if (final_of(last) == kFinalRieul)
    return has_past_at(word, stem.size()) ? Forms{forms_of_closed(stem)} : Forms{};
  if ((last == u'라' || last == u'러') && final_of(before) == kFinalRieul)
    return {forms_of_reu(with_last(std::u16string_view(stem).substr(0, stem.size() - 1),
                                   with_final(before, kNoFinal)))};
  if ((last == u'았' || last == u'었') && !is_open(before))
    return {forms_of_closed(stem.substr(0, stem.size() - 1))};
  if ((last == u'았' || last == u'었') && stem.size() == 2 && before != u'이' && may_lose_s(before))
    return {forms_of_s(before), {}, {}, true};
  const bool is_past = is_open(last) && has_past_at(word, stem.size() - 1);
  return is_past ? Forms{forms_of_open(stem), {}, {}, true} : Forms{};
}

// Of 숨진, 오른 or 찾은, and of 숨져: what they may be, the likeliest first.
std::vector<Forms> forms_of_others(const std::u16string& word) {
  const char16_t last = word.back(), before = word[word.size() - 2];
  if (is_open(last)) {
    const char16_t stem = disconnected(last);
    if (stem == 0) return {};
    return {{forms_of(with_last(word, stem)), with_last(word, with_final(stem, kFinalN))}};
  }
  if (final_of(last) != kFinalN) return {};
  if (last == u'은' && !is_open(before)) {
    std::vector<std::u16string> forms = forms_of_closed(word.substr(0, word.size() - 1));
    return {{forms, forms[0]}};
  }
  if (last == u'은' && word.size() == 2 && may_lose_s(before)) {
    std::vector<std::u16string> forms = forms_of_s(before);
    return {{forms, forms[0], {}, true}};
  }
  if (last == u'른' && is_open(before)) {
    std::vector<std::u16string> forms =
        forms_of_reu(std::u16string_view(word).substr(0, word.size() - 1));
    return {{forms, forms[0]}};
  }
  if (vowel_of(last) == kVowelEu) {  // 만든, 이끈; 나쁜
    const std::u16string stem = with_last(word, with_final(last, kFinalRieul));
    std::vector<Forms> both = {{forms_of_closed(stem), stem + u'어'}};
    const unsigned vowel = has_bright_vowel(before) ? kVowelA : kVowelEo;
    const char16_t connecting = make_syllable(initial_of(last), vowel, kNoFinal);
    std::vector<std::u16string> of_eu = forms_of_eu(with_last(word, connecting));
    if (of_eu.empty()) return both;
    of_eu.push_back(with_last(word, connecting));
    of_eu.push_back(with_last(word, with_final(connecting, kFinalSs)));
    both.push_back({of_eu, with_last(word, connecting)});
    return both;
  }
  const char16_t open = with_final(last, kNoFinal), connecting = connected(open);
  const std::u16string stem = with_last(word, open);
  if (const char16_t of_o = with_vowel(open, kVowelO, kVowelWa); of_o != 0)  // 돌아온
    return {{forms_of_open(stem), with_last(word, of_o)}};
  if (kToldByPast.find(last) != std::u16string_view::npos)
    return {{forms_of_open(stem), with_last(word, with_final(open, kFinalSs)), stem, true}};
  if (kSurely.find(last) != std::u16string_view::npos) return {{forms_of_open(stem), {}, {}, true}};
  if (connecting == 0) return {};
  std::vector<Forms> forms = {
      {forms_of(stem), with_last(word, connecting)},
      {forms_of(stem), with_last(word, with_final(connecting, kFinalSs)), stem}};
  if (last == u'운') {
    forms.push_back({forms_of_helping(stem), with_last(word, u'와')});
    forms.push_back({forms_of_helping(stem), with_last(word, u'왔'), with_last(word, u'오')});
  }
  return forms;
}

// Of 찾는, since no noun stands before 는 so, and of 돕는 and 짓는, whose consonant changes before
// vowels; not of 듣는, since 들어 is of 들다, too.
std::vector<Forms> forms_of_closed_present(const std::u16string& stem) {
  const char16_t last = stem.back(), open = with_final(last, kNoFinal);
  std::vector<std::u16string> forms = forms_of_closed(stem);
  std::vector<Forms> readings = {{forms, forms[0]}};
  const auto add = [&](std::vector<std::u16string> changed) {
    readings.push_back({changed, changed[1]});
  };
  if (final_of(last) == kFinalB) {
    const std::u16string stem_of_u = with_last(stem, open) + u'우';
    add(open == u'도' ? forms_of_helping(stem_of_u) : forms_of(stem_of_u));
  }
  if (final_of(last) == kFinalS && stem.size() == 1 && may_lose_s(open)) add(forms_of_s(open));
  return readings;
}

// Of the stem of 높아지는, 오르는, 줄어드는 or 떠나는, if texts have a past of it: 우리는 and
// 회사는 are of nouns.
std::vector<Forms> forms_of_present(const std::u16string& stem) {
  const char16_t last = stem.back();
  if (!is_open(last)) return forms_of_closed_present(stem);
  if (last == u'르' && is_open(stem[stem.size() - 2])) {
    std::vector<std::u16string> forms =
        forms_of_reu(std::u16string_view(stem).substr(0, stem.size() - 1));
    return {{forms, forms[0]}};
  }
  if (vowel_of(last) == kVowelEu) {
    const std::u16string closed = with_last(stem, with_final(last, kFinalRieul));
    return {{forms_of_closed(closed), closed + u'어'}};
  }
  const char16_t connecting = connected(last), of_o = with_vowel(last, kVowelO, kVowelWa);
  const char16_t past = connecting != 0 ? connecting : of_o != 0 ? of_o : last;
  std::vector<std::u16string> forms = connecting != 0 ? forms_of(stem) : forms_of_open(stem);
  if (forms.empty()) return {};
  return {{forms, with_last(stem, with_final(past, kFinalSs)), stem, connecting == 0}};
}

// Of 없다, whose stem is one syllable, as it ends a report: 인명피해 없어.
bool is_lack(std::u16string_view word) {
  constexpr std::u16string_view kWords[] = {u"없다",   u"없어", u"없음",     u"없네",
                                            u"없었다", u"없나", u"없습니다", u"없어요"};
  return std::ranges::find(kWords, word) != std::end(kWords);
}

std::vector<std::vector<QueryWord>> forms_of_lack(const QueryWord& word, Analyzer& analyzer) {
  std::vector<std::vector<QueryWord>> forms;
  for (const std::u16string_view form : {u"없다", u"없어", u"없음", u"없었"}) {
    if (word.surface.starts_with(form)) continue;
    forms.push_back(analyze_query(to_utf8(form), analyzer));
    forms.back()[0].boost = kWeight;
  }
  return forms;
}

// The frequency of its last two syllables.
std::uint64_t frequency_of(const QueryWord& word, const SegmentSet& segments) {
  return word.bigrams.empty() ? 0 : segments.frequency(word.bigrams.back());
}

// Looks at some of the articles with all of a stem's syllables.
bool is_told_in_texts(const QueryWord& stem, const std::string& telling, const Snapshot& snapshot) {
  constexpr std::size_t kMost = 10;
  std::vector<TermExpression> terms;
  for (const std::string& bigram : stem.bigrams) terms.emplace_back(bigram);
  const auto articles = snapshot.articles_with(TermExpression::all_of(std::move(terms)));
  return std::ranges::any_of(spread(articles, kMost), [&](ArticleId id) {
    const StoredArticle article = snapshot.read(id);
    return article.title.find(telling) != std::string_view::npos ||
           article.body.find(telling) != std::string_view::npos;
  });
}

}  // namespace

std::vector<std::vector<QueryWord>> other_forms_of_verb(const QueryWord& word, Analyzer& analyzer,
                                                        const Snapshot& snapshot) {
  if (is_lack(word.surface)) return forms_of_lack(word, analyzer);
  if (const std::u16string past = written_past(word.surface); !past.empty()) {
    const std::vector<QueryWord> written = analyze_query(to_utf8(past), analyzer);
    if (written.size() != 1) return {};
    std::vector<std::vector<QueryWord>> forms = other_forms_of_verb(written[0], analyzer, snapshot);
    forms.push_back(written);
    return forms;
  }
  const SegmentSet& segments = snapshot.index();
  const bool may_be = word.script == Script::kHangul && word.is_content && !word.is_glued &&
                      word.stem.size() > 1 && !word.bigrams.empty() &&
                      std::ranges::all_of(word.stem, is_hangul_syllable);
  // Of 줄어드는, whose stem stands nowhere else, all was kept (Guesses::keep_whole()).
  const bool is_present = !word.is_verb && word.surface.size() > 1 &&
                          word.surface.back() == u'는' &&
                          (word.surface.size() > 2 || has_final(word.surface[0])) &&
                          (word.stem == word.surface || word.surface == word.stem + u'는');
  if (!may_be || (!word.is_verb && !is_present && word.stem != word.surface)) return {};
  const auto read = [&](const std::u16string& form) {
    return analyze_query(to_utf8(form), analyzer);
  };
  const auto is_verb = [&](const Forms& other) {
    if (other.telling.empty()) return true;
    const bool is_in_texts = !other.told_in.empty();
    const std::vector<QueryWord> told = read(is_in_texts ? other.told_in : other.telling);
    // Of all syllables: few articles have a 모들어, though many have a 들어.
    const std::uint64_t frequency =
        told.size() == 1 ? segments.least_frequency(told[0].bigrams) : 0;
    const bool is_likely = frequency > 0 && kTimesRarer * frequency >= frequency_of(word, segments);
    return is_likely &&
           (!is_in_texts || is_told_in_texts(told[0], to_utf8(other.telling), snapshot));
  };
  const std::vector<Forms> readings =
      word.is_verb ? std::vector<Forms>{forms_of_past(word)}
      : is_present ? forms_of_present(word.surface.substr(0, word.surface.size() - 1))
                   : forms_of_others(word.stem);
  const auto other = std::ranges::find_if(readings, is_verb);
  if (other == readings.end()) return {};
  std::vector<std::vector<QueryWord>> alternatives;
  for (const std::u16string& form : other->forms) {
    if (form.empty() || form == word.stem) continue;
    std::vector<QueryWord> words = read(form);
    if (words.size() != 1 || words[0].stem.size() < 2) continue;
    const bool is_other_word =
        other->may_be_others && frequency_of(word, segments) > 0 &&
        frequency_of(words[0], segments) > kTimesMoreFrequent * frequency_of(word, segments);
    const bool is_past = final_of(form.back()) == kFinalSs;  // 숨졌 is 숨졌다, of another stem
    if (is_other_word || (!is_past && segments.least_frequency(words[0].bigrams) == 0)) continue;
    words[0].stands_alone = !is_past;
    words[0].boost = kWeight;
    words[0].is_verb_stem = is_bound_stem(form);
    alternatives.push_back(std::move(words));
  }
  return alternatives;
}

}  // namespace gisa
