#include "common/analysis/term_rules/stemmer.h"

#include <algorithm>
#include <bit>

#include "common/text/hangul.h"

namespace gisa {
namespace {

constexpr int kMostJosa = 4;  // stacked on one word

constexpr std::size_t kLongestListed = 7;  // syllables of a josa, general ending or whole word

// Sizes as bits: the largest, and the others.
constexpr std::size_t largest(unsigned sizes) {
  return static_cast<std::size_t>(std::bit_width(sizes)) - 1;
}
constexpr unsigned without_largest(unsigned sizes) { return sizes & ~std::bit_floor(sizes); }

bool agrees(rules::After after, char16_t previous) {
  const unsigned final = final_of(previous);
  switch (after) {
    case rules::After::kAny:
      return true;
    case rules::After::kConsonant:
      return final != kNoFinal;
    case rules::After::kVowel:
      return final == kNoFinal;
    case rules::After::kVowelOrRieul:
      return final == kNoFinal || final == kFinalRieul;
    case rules::After::kConsonantButNotRieul:
      return final != kNoFinal && final != kFinalRieul;
  }
  return false;
}

// Delimiters may follow one another (만+까지, 뿐+만); other layers stand once, and only inwards.
// What looks like a topic before a copula, 한도란, is the noun's own end.
bool may_stand_inside(rules::Layer layer, rules::Layer outer) {
  using enum rules::Layer;
  if (layer == kTopic && outer == kCopula) return false;
  return layer < outer || (layer == kDelimiter && outer == kDelimiter);
}

// What 았 or 었 was contracted with: 리 of 렸, 하 of 했, 되 of 됐.
char16_t uncontract(char16_t past) {
  const char16_t open = with_final(past, kNoFinal);
  if (open == u'해') return u'하';
  if (open == u'돼') return u'되';
  const auto with_vowel = [&](Vowel vowel) {
    return make_syllable(initial_of(open), vowel, kNoFinal);
  };
  switch (vowel_of(open)) {
    case kVowelYeo:
      return with_vowel(kVowelI);  // 렸 = 리었
    case kVowelWa:
      return with_vowel(kVowelO);  // 봤 = 보았
    case kVowelWo:
      return with_vowel(kVowelU);  // 줬 = 주었
    default:
      return open;
  }
}

bool is_separate_past(char16_t c) { return c == u'았' || c == u'었' || c == u'였'; }

// 이었 behind a consonant: the copula of a noun (학생이었다), not part of a verb's stem.
bool is_copula_past(std::u16string_view word, std::size_t at) {
  return word[at] == u'었' && at >= 2 && word[at - 1] == u'이' && has_final(word[at - 2]);
}

// ㅆ that belongs to the word (있) or to another tense (겠).
bool is_not_past(char16_t c) { return c == u'있' || c == u'겠'; }

// Endings that begin inside the stem's last syllable: 열린다, 열립니다, 열릴까.
struct ContractedForm {
  Final final;
  rules::Stem form;
  std::u16string_view first;  // what the ending goes on with; other endings follow nouns too
};
constexpr ContractedForm kContractedForms[] = {{kFinalN, rules::Stem::kFinalN, u"다"},
                                               {kFinalB, rules::Stem::kFinalB, u"니"},
                                               {kFinalRieul, rules::Stem::kFinalL, u"까수텐래"}};

StemResult verb_stem(std::size_t kept) {
  return {.kept = static_cast<std::uint32_t>(kept), .is_verb = true};
}

StemResult with_added(std::size_t kept, std::u16string_view added) {
  StemResult result = verb_stem(kept);
  result.added_size =
      static_cast<std::uint8_t>(added.copy(result.added_syllables, StemResult::kMostAdded));
  return result;
}

}  // namespace

const Stemmer& Stemmer::shared() {
  static const Stemmer instance;
  return instance;
}

Stemmer::Stemmer() {
  for (const rules::Josa& entry : rules::josa()) {
    suffixes_.add(entry.text).josa = &entry;
    add_suffix(&SyllableRules::josa, entry.text);
    rules_of(entry.text[0]).begins_suffix = true;
  }
  for_each_entry(rules::general_endings(), [&](std::u16string_view ending) {
    suffixes_.add(ending).is_general_ending = true;
    add_suffix(&SyllableRules::general_ending, ending);
    rules_of(ending[0]).begins_suffix = true;
  });
  const auto add_whole = [&](std::u16string_view word, bool Suffix::*kind) {
    suffixes_.add(word).*kind = true;
    add_suffix(&SyllableRules::whole, word);
  };
  for_each_entry(rules::whole_words(), [&](auto word) { add_whole(word, &Suffix::is_whole_word); });
  for_each_entry(rules::whole_tails(), [&](auto word) { add_whole(word, &Suffix::is_whole_tail); });
  for_each_entry(rules::parted_tails(),
                 [&](auto word) { add_whole(word, &Suffix::is_parted_tail); });
  for_each_entry(rules::titles(), [&](auto title) { suffixes_.add(title).is_title = true; });
  for (const char16_t surname : rules::surnames()) surnames_.add(surname);
  for (const char16_t name : rules::surnames_of_no_verb()) surnames_of_no_verb_.add(name);
  for (std::size_t form = 0; form < rules::kStemForms; ++form) {
    const auto bit = static_cast<std::uint8_t>(1u << form);
    for_each_entry(rules::endings_of(static_cast<rules::Stem>(form)),
                   [&](std::u16string_view ending) {
                     (ending.empty() ? bare_forms_ : endings_.add(ending)) |= bit;
                   });
  }
  for (const rules::LightVerb& verb : rules::light_verbs()) light_verbs_.push_back(&verb);
  const auto first_of = [](const rules::LightVerb* verb) { return verb->head[0]; };
  std::ranges::stable_sort(light_verbs_, {}, first_of);
  for (std::size_t i = 0; i < light_verbs_.size(); ++i) {
    SyllableRules& first = rules_of(first_of(light_verbs_[i]));
    if (first.light_verbs++ == 0) first.first_of_them = static_cast<std::uint8_t>(i);
    first.begins_suffix = true;
    verb_parts_[first_of(light_verbs_[i]) - kFirstSyllable] |= kLightVerb;
  }
  for (char16_t c = kFirstSyllable; c <= kLastSyllable; ++c) {
    std::uint8_t& parts = verb_parts_[c - kFirstSyllable];
    const unsigned final = final_of(c);
    if (final == kFinalSs && !is_not_past(c)) parts |= kPast;
    for (const ContractedForm& form : kContractedForms) {
      if (final == form.final) parts |= kContracted;
      if (form.first.find(c) != std::u16string_view::npos) parts |= kContractedEnd;
    }
  }
  // What stem() takes off by itself: the past, the copula before it, adnominals, plural.
  for (const char16_t first : std::u16string_view(u"았었였이는들"))
    rules_of(first).begins_suffix = true;
}

void Stemmer::add_suffix(SuffixSizes SyllableRules::*kind, std::u16string_view text) {
  const auto bit = static_cast<std::uint8_t>(1u << text.size());
  (rules_of(text.back()).*kind).last |= bit;
  if (text.size() > 1) (rules_of(text[text.size() - 2]).*kind).before_last |= bit;
}

unsigned Stemmer::suffix_sizes(SuffixSizes SyllableRules::*kind, std::u16string_view word,
                               std::size_t most) const {
  const unsigned sizes =
      (rules_of(word.back()).*kind).last & ((2u << std::min(most, kLongestListed)) - 1);
  if (sizes == 0 || word.size() == 1) return sizes;
  return sizes & (rules_of(word[word.size() - 2]).*kind).before_last;
}

bool Stemmer::has_ending(rules::Stem form, std::u16string_view rest) const {
  const std::uint8_t* const found = rest.empty() ? &bare_forms_ : endings_.find(rest);
  return found != nullptr && (*found >> static_cast<unsigned>(form) & 1) != 0;
}

// What looks like a verb of a noun and a light one is no verb before a josa that only nouns have:
// 무제한을, 육동한이.
bool is_noun_before(std::u16string_view noun, std::u16string_view josa) {
  constexpr std::u16string_view kVerbs = u"하한해할되된돼될";
  constexpr std::u16string_view kJosa[] = {u"가", u"이", u"를", u"을",   u"와",
                                           u"과", u"의", u"은", u"에게", u"께서"};
  if (josa == u"는") return noun.back() == u'해';  // 신용해는, but not 강조하는
  return kVerbs.find(noun.back()) != std::u16string_view::npos &&
         std::ranges::find(kJosa, josa) != std::end(kJosa);
}

// Nothing is to be taken off the word.
bool Stemmer::is_whole(std::u16string_view word) const {
  if (word.size() < 3) return false;
  unsigned sizes = suffix_sizes(&SyllableRules::whole, word, word.size());
  for (; sizes != 0; sizes = without_largest(sizes)) {
    const std::size_t size = largest(sizes);
    const Suffix* const found = suffixes_.find(word.substr(word.size() - size));
    if (found == nullptr) continue;
    if (found->is_parted_tail) return false;  // longer than the tail it looks like
    if (found->is_whole_word || (found->is_whole_tail && word.size() >= size + 2)) return true;
  }
  return false;
}

// 씨 behind a full name, 님 behind a title.
bool Stemmer::ends_with_name_suffix(std::u16string_view word) const {
  constexpr std::size_t kShortestName = 3, kLongestName = 4;
  const std::u16string_view before = word.substr(0, word.size() - 1);
  if (word.back() == u'씨') {
    return before.size() >= kShortestName && before.size() <= kLongestName &&
           surnames_.contains(before[0]);
  }
  if (word.back() != u'님') return false;
  for (std::size_t size = 2; size <= std::min<std::size_t>(3, before.size()); ++size) {
    const Suffix* const found = suffixes_.find(before.substr(before.size() - size));
    if (found != nullptr && found->is_title) return true;
  }
  return false;
}

// Surname and all, with an end that many names have.
bool Stemmer::may_be_name(std::u16string_view word, const StemResult& verb) const {
  constexpr std::u16string_view kEnds = u"한해된할";
  return word.size() == 3 && verb.kept == 2 && verb.added_size == 0 &&
         kEnds.find(word.back()) != std::u16string_view::npos && surnames_.contains(word[0]);
}

StemResult Stemmer::stem(std::u16string_view word, std::size_t min_syllables) const {
  StemResult result{.kept = static_cast<std::uint32_t>(word.size())};
  if (word.size() <= min_syllables || is_whole(word)) return result;
  StemResult verb = result;
  const bool is_verb = strip_verb(word, min_syllables, verb);
  result.kept = static_cast<std::uint32_t>(strip_josa(word, min_syllables, result.is_ambiguous));
  const std::u16string_view noun = word.substr(0, result.kept);
  if (noun.size() < word.size() && is_whole(noun)) return result;
  verb.may_be_name = is_verb && may_be_name(word, verb);
  if (is_verb) return verb;
  if (noun.size() <= min_syllables) return result;
  if (noun.size() < word.size() && !is_noun_before(noun, word.substr(noun.size())) &&
      strip_verb(noun, min_syllables, verb)) {
    return verb;
  }
  // The dictionary form of a verb, 열리다: what looks like a copula was taken for one.
  if (noun.size() == word.size() && noun.size() >= 3 && noun.back() == u'다') {
    return verb_stem(word.size() - 1);
  }
  const bool has_more = noun.back() == u'들' || ends_with_name_suffix(noun);
  if (has_more) {
    --result.kept;
    result.is_ambiguous = false;
  }
  return result;
}

bool Stemmer::is_josa(std::u16string_view word) const {
  const auto is_one = [&](std::u16string_view text) {
    const Suffix* const found = suffixes_.find(text);
    return found != nullptr && found->josa != nullptr;
  };
  if (word.empty() || rules_of(word.back()).josa.last == 0) return false;
  if (is_one(word)) return true;
  bool ambiguous = false;
  return word.size() > 1 && is_one(word.substr(0, strip_josa(word, 1, ambiguous)));
}

std::size_t Stemmer::strip_josa(std::u16string_view word, std::size_t min_syllables,
                                bool& ambiguous) const {
  std::size_t length = word.size();
  auto outer = rules::Layer::kCopula;
  ambiguous = false;
  for (int step = 0; step < kMostJosa && length > min_syllables; ++step) {
    unsigned sizes =
        suffix_sizes(&SyllableRules::josa, word.substr(0, length), length - min_syllables);
    if (sizes == 0) break;
    if (step > 0 && is_whole(word.substr(0, length))) break;
    const rules::Josa* taken = nullptr;
    for (; sizes != 0; sizes = without_largest(sizes)) {
      const std::size_t size = largest(sizes);
      const Suffix* const found = suffixes_.find(word.substr(length - size, size));
      if (found == nullptr || found->josa == nullptr) continue;
      const rules::Josa& entry = *found->josa;
      const bool stands = step == 0 || may_stand_inside(entry.layer, outer);
      if (!stands || !agrees(entry.after, word[length - size - 1])) continue;
      // The longest one, 어린|이라는, unless a shorter one leaves a word that is known:
      // 어린이|라는.
      if (taken != nullptr && !is_whole(word.substr(0, length - size))) continue;
      taken = &entry;
    }
    if (taken == nullptr) break;
    outer = taken->layer;
    ambiguous = step == 0 && taken->text.size() == 1;
    length -= taken->text.size();
  }
  return length;
}

unsigned Stemmer::verb_parts(std::u16string_view word) const {
  unsigned parts = 0;
  for (const char16_t c : word.substr(1)) {
    const std::size_t index = std::size_t{c} - kFirstSyllable;
    if (index < verb_parts_.size()) parts |= verb_parts_[index];
  }
  return parts;
}

bool Stemmer::strip_verb(std::u16string_view word, std::size_t min_syllables,
                         StemResult& out) const {
  constexpr unsigned kWholeContraction = kContracted | kContractedEnd;
  const unsigned parts = verb_parts(word);
  if ((parts & kLightVerb) != 0 && strip_light_verb(word, min_syllables, out)) return true;
  if ((parts & kPast) != 0 && strip_past(word, min_syllables, out)) return true;
  if ((parts & kWholeContraction) == kWholeContraction &&
      strip_contracted(word, min_syllables, out)) {
    return true;
  }
  unsigned sizes = word.size() < min_syllables ? 0
                                               : suffix_sizes(&SyllableRules::general_ending, word,
                                                              word.size() - min_syllables);
  for (; sizes != 0; sizes = without_largest(sizes)) {
    const std::size_t size = largest(sizes);
    const Suffix* const found = suffixes_.find(word.substr(word.size() - size));
    if (found == nullptr || !found->is_general_ending) continue;
    out = verb_stem(word.size() - size);
    return true;
  }
  // 는 behind a final consonant is no josa but an adnominal: 먹는, 있는.
  const std::size_t last = word.size() - 1;
  if (word.size() > min_syllables && word[last] == u'는' && has_final(word[last - 1])) {
    out = verb_stem(last);
    return true;
  }
  return false;
}

bool Stemmer::strip_light_verb(std::u16string_view word, std::size_t min_syllables,
                               StemResult& out) const {
  const auto matches = [&](std::size_t at, const rules::LightVerb& verb) {
    return word.substr(at).starts_with(verb.head) &&
           has_ending(verb.form, word.substr(at + verb.head.size()));
  };
  for (std::size_t at = min_syllables; at < word.size(); ++at) {
    for (const rules::LightVerb* verb : light_verbs_with(word[at])) {
      const bool is_bare =
          at > 1 && verb->head == verb->citation && at + verb->head.size() == word.size();
      if (is_bare || !matches(at, *verb)) continue;  // no word by itself: 박정하 is a name
      out = verb_stem(at);
      return true;
    }
  }
  if (min_syllables != 2 || surnames_of_no_verb_.contains(word[0])) return false;
  // One syllable before the light verb: it stays, in its citation form (구했다 -> 구하). Two
  // syllables in all are too little to tell a verb from a noun (방한, 위한), but for the past
  // tense.
  for (const rules::LightVerb* verb : light_verbs_with(word[1])) {
    const bool bare = word.size() == 1 + verb->head.size();
    if (bare && (verb->head == verb->citation || verb->form != rules::Stem::kPast)) continue;
    if (!matches(1, *verb)) continue;
    out = with_added(1, verb->citation);
    return true;
  }
  return false;
}

bool Stemmer::strip_past(std::u16string_view word, std::size_t min_syllables,
                         StemResult& out) const {
  for (std::size_t at = 1; at < word.size(); ++at) {
    const char16_t c = word[at];
    if (final_of(c) != kFinalSs || is_not_past(c)) continue;
    if (!has_ending(rules::Stem::kPast, word.substr(at + 1))) continue;
    if (is_copula_past(word, at) && at - 1 >= min_syllables) {
      out = verb_stem(at - 1);
      return true;
    }
    const char16_t whole = uncontract(c);
    const StemResult verb = with_added(
        at, is_separate_past(c) ? std::u16string_view{} : std::u16string_view{&whole, 1});
    if (verb.size() < min_syllables) return false;
    out = verb;
    return true;
  }
  return false;
}

// 열린다, 열립니다, 열릴까 -> 열리.
bool Stemmer::strip_contracted(std::u16string_view word, std::size_t min_syllables,
                               StemResult& out) const {
  for (std::size_t at = 1; at + 1 < word.size(); ++at) {
    if (word[at] == u'습' || word[at] == u'는') continue;  // endings of their own: -습니다, -는다
    const unsigned final = final_of(word[at]);
    for (const ContractedForm& form : kContractedForms) {
      if (final != form.final || form.first.find(word[at + 1]) == std::u16string_view::npos)
        continue;
      // The copula is a josa: 학생입니다, 학생일까.
      if (with_final(word[at], kNoFinal) == u'이' && at >= min_syllables) continue;
      const std::u16string_view rest = word.substr(at + 1);
      if (rest == u"수" || !has_ending(form.form, rest)) continue;
      const char16_t open = with_final(word[at], kNoFinal);
      out = with_added(at, {&open, 1});
      return true;
    }
  }
  return false;
}

}  // namespace gisa
