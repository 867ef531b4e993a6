#include "bench/generator/composer.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <memory>

namespace gisa::bench {
namespace {

// Lengths in eojeol, as measured (README.md).
constexpr Quantile kBodyLength[] = {{0, 8},     {.05, 27},  {.1, 54},     {.15, 86},    {.2, 108},
                                    {.25, 125}, {.3, 140},  {.4, 170},    {.5, 203},    {.6, 227},
                                    {.7, 263},  {.8, 317},  {.85, 353},   {.9, 408},    {.95, 513},
                                    {.98, 682}, {.99, 873}, {.995, 1154}, {.999, 2606}, {1, 6000}};
constexpr Quantile kSentenceLength[] = {{0, 2},   {.05, 5},  {.1, 6},  {.2, 9},    {.3, 11},
                                        {.4, 13}, {.5, 15},  {.6, 17}, {.7, 19.5}, {.8, 23},
                                        {.9, 28}, {.95, 34}, {1, 60}};
constexpr Quantile kTitleLength[] = {{0, 3},  {.1, 5},  {.3, 6.5}, {.6, 8},
                                     {.8, 9}, {.9, 10}, {1, 13}};

// A sentence of 60 eojeol takes far less than the reserve, whatever its words.
constexpr std::size_t kBufferBytes = 1 << 20;
constexpr std::size_t kReserveBytes = 1 << 15;

char* thread_buffer() {
  thread_local const std::unique_ptr<char[]> buffer(new char[kBufferBytes]);
  return buffer.get();
}

// Draws an index below n, low ones more often.
std::uint32_t favourite(Random& random, std::uint32_t n) {
  const std::uint64_t x = random.next() >> 32;
  return static_cast<std::uint32_t>((x * x >> 32) * n >> 32);
}

template <std::size_t kSize>
const auto& pick(Random& random, const std::array<std::string_view, kSize>& texts) {
  return texts[random.below(kSize)];
}

}  // namespace

Composer::Composer(std::uint64_t state)
    : words_(Vocabulary::shared()), random_(state), start_(thread_buffer()), at_(start_) {
  draw_style();
  draw_topics();
}

void Composer::draw_style() {
  paper_ = favourite(random_, static_cast<std::uint32_t>(words_.papers.size()));
  curly_quotes_ = random_.percent(45);
  glued_ = random_.percent(47);
}

void Composer::draw_topics() {
  // A beat is what a desk reports on day after day: articles on one share rare words.
  constexpr std::uint32_t kBeats = 3000;
  constexpr std::uint32_t kBeatWords = 60;
  const std::uint64_t beat = favourite(random_, kBeats);
  for (Word& topic : topics_) {
    const std::uint32_t kind = random_.below(100);
    if (kind < 42) {
      topic = words_.nouns.sample(random_.next());
    } else if (kind < 75) {
      const std::uint64_t key = mix(beat << 16 | favourite(random_, kBeatWords));
      topic = words_.open_word(words_.sample_rank(key));
    } else {
      topic = words_.open_word(words_.sample_rank(random_.next()));
    }
  }
  // Those in the news today were so before: an entity is a number, frequent ones low, that says
  // all.
  for (Word& name : people_) name = words_.person(words_.sample_entity(random_.next()));
  for (Word& name : organisations_) {
    name = words_.organisation(words_.sample_entity(random_.next()));
  }
  for (Word& name : locations_) name = words_.location(words_.sample_entity(random_.next()));
}

// --- Text -------------------------------------------------------------------------------------

void Composer::put(const Word& word) {
  std::memcpy(at_, word.text, Word::kCapacity);
  at_ += word.size;
  tail_ = word.tail;
}

void Composer::put(std::string_view text) {
  std::memcpy(at_, text.data(), text.size());
  at_ += text.size();
}

void Composer::space() {
  *at_++ = ' ';
  ++eojeols_;
}

void Composer::put_decimal(std::uint64_t number, bool grouped) {
  char digits[32];
  std::size_t count = 0;
  const unsigned last = static_cast<unsigned>(number % 10);
  std::size_t written = 0;
  do {
    if (grouped && written > 0 && written % 3 == 0) digits[count++] = ',';
    digits[count++] = static_cast<char>('0' + number % 10);
    ++written;
    number /= 10;
  } while (number > 0);
  while (count > 0) *at_++ = digits[--count];
  constexpr Tail kDigitTails[10] = {
      Tail::kConsonant, Tail::kRieul,     Tail::kVowel, Tail::kConsonant, Tail::kVowel,
      Tail::kVowel,     Tail::kConsonant, Tail::kRieul, Tail::kRieul,     Tail::kVowel};
  tail_ = kDigitTails[last];
}

void Composer::josa(Josa josa) {
  const Word& form = words_.josa(josa, tail_);
  if (josa_log_ != nullptr) {
    josa_log_->push_back({static_cast<std::size_t>(at_ - start_), form.size});
  }
  put(form);
}

// A verb of one eojeol: mostly noun + 하다, as in the language of news.
void Composer::verb(Ending ending) {
  const auto form = static_cast<std::size_t>(ending);
  const std::uint32_t kind = random_.below(100);
  if (kind < 42) {
    put(words_.verbs[words_.verb_ranks.sample(random_.next())][form]);
    return;
  }
  put(words_.actions.sample(random_.next()));
  put(kind < 80 ? words_.hada[form] : words_.doeda[form]);
}

std::string_view Composer::since(std::size_t start) const {
  return {start_ + start, static_cast<std::size_t>(at_ - start_) - start};
}

// --- Phrases ----------------------------------------------------------------------------------

void Composer::simple_noun() {
  const std::uint32_t kind = random_.below(100);
  if (kind < 60) {
    put(topics_[favourite(random_, kTopics)]);
  } else if (kind < 85) {
    put(words_.nouns.sample(random_.next()));
  } else if (kind < 93) {
    put(words_.actions.sample(random_.next()));
  } else {
    put(words_.open_word(words_.sample_rank(random_.next())));
  }
}

// A noun of one eojeol, simple or composed.
void Composer::noun() {
  const std::uint32_t kind = random_.below(100);
  if (kind < 81) return simple_noun();
  if (kind < 87) {
    put(words_.nouns.sample(random_.next()));
    put(words_.noun_suffixes.sample(random_.next()));
  } else if (kind < 90) {
    put(words_.nouns.sample(random_.next()));
    put(words_.actions.sample(random_.next()));
  } else if (kind < 94) {
    put(organisations_[favourite(random_, kOrganisations)]);
  } else if (kind < 98) {
    put(locations_[favourite(random_, kLocations)]);
  } else {
    put(words_.acronyms.sample(random_.next()));
    if (random_.percent(25)) put(words_.nouns.sample(random_.next()));
  }
}

// Up to three nouns in a row without particles, the last one open for one.
void Composer::noun_phrase() {
  if (random_.percent(22)) {
    put(words_.determiners.sample(random_.next()));
    space();
  }
  for (std::uint32_t more = random_.below(100); more > 52; more -= 26) {
    noun();
    space();
  }
  noun();
}

void Composer::person() {
  put(people_[favourite(random_, kPeople)]);
  if (random_.percent(75)) {
    space();
    put(words_.titles.sample(random_.next()));
  }
  if (random_.percent(6)) {
    const Tail tail = tail_;
    *at_++ = '(';
    put_decimal(20 + random_.below(60), false);
    *at_++ = ')';
    tail_ = tail;
  }
}

void Composer::number() {
  const std::uint32_t kind = random_.below(100);
  if (random_.percent(10)) {
    put("약 ");
    ++eojeols_;
  }
  if (kind < 18) {
    put_decimal(random_.below(100), false);
    if (random_.percent(60)) {
      *at_++ = '.';
      put_decimal(random_.below(10), false);
    }
    put("%");
    tail_ = Tail::kVowel;
    return;
  }
  if (kind < 30) {
    put_decimal(1 + random_.below(999), false);
    put(words_.magnitudes.sample(random_.next()));
    if (random_.percent(40)) {
      space();
      put_decimal(1000 + random_.below(9000), random_.percent(50));
    }
  } else if (kind < 45) {
    put_decimal(1000 + random_.below(90000), true);
  } else {
    const std::uint32_t x = random_.below(1000);
    put_decimal(1 + x * x / 8000, false);
  }
  put(words_.units.sample(random_.next()));
}

void Composer::date_phrase() {
  const std::uint32_t kind = random_.below(100);
  if (kind < 25) {
    put("지난 ");
    ++eojeols_;
  } else if (kind < 40) {
    put_decimal(2015 + random_.below(11), false);
    put("년");
    space();
    put_decimal(1 + random_.below(12), false);
    put("월");
    space();
  }
  put_decimal(1 + random_.below(31), false);
  put("일");
  if (random_.percent(20)) {
    space();
    put(random_.percent(50) ? "오전 " : "오후 ");
    ++eojeols_;
    put_decimal(1 + random_.below(12), false);
    put("시");
  }
}

// 가·나·다 등
void Composer::list_phrase() {
  simple_noun();
  for (std::uint32_t more = 1 + random_.below(3); more > 0; --more) {
    if (random_.percent(60)) {
      put("·");
    } else {
      *at_++ = ',';
      space();
    }
    simple_noun();
  }
  if (random_.percent(60)) {
    space();
    put("등");
    tail_ = Tail::kConsonant;
  }
}

void Composer::quoted_noun() {
  put(curly_quotes_ ? "‘" : "'");
  for (std::uint32_t words = random_.below(4); words > 0; --words) {
    noun();
    space();
  }
  noun();
  put(curly_quotes_ ? "’" : "'");
}

// A noun explained in brackets, in Latin letters, Hanja or words.
void Composer::gloss() {
  const std::uint32_t kind = random_.below(100);
  if (kind < 6) {
    const WordPair& pair =
        words_
            .hanja_glosses[random_.below(static_cast<std::uint32_t>(words_.hanja_glosses.size()))];
    put(pair.first);
    const Tail tail = tail_;
    *at_++ = '(';
    put(pair.second);
    *at_++ = ')';
    tail_ = tail;
    return;
  }
  simple_noun();
  const Tail tail = tail_;
  *at_++ = '(';
  if (kind < 35) {
    put(words_.acronyms.sample(random_.next()));
  } else if (kind < 55) {
    put(words_.english.sample(random_.next()));
    space();
    put(words_.english.sample(random_.next()));
  } else {
    noun();
  }
  *at_++ = ')';
  tail_ = tail;
}

void Composer::case_josa() {
  struct Choice {
    Josa josa;
    double weight;
  };
  static constexpr std::array<Choice, 21> kChoices = {
      {{Josa::kOf, 14},    {Josa::kObject, 13},  {Josa::kAt, 10},      {Josa::kIn, 8},
       {Josa::kToward, 9}, {Josa::kSubject, 9},  {Josa::kTopic, 10},   {Josa::kWith, 6},
       {Josa::kAlso, 4},   {Josa::kFrom, 2},     {Josa::kUntil, 2},    {Josa::kThan, .8},
       {Josa::kPerson, 2}, {Josa::kInTopic, .8}, {Josa::kAtTopic, .8}, {Josa::kOr, .8},
       {Josa::kAs, .8},    {Josa::kOnly, 1},     {Josa::kCalled, 1},   {Josa::kToTopic, .5},
       {Josa::kBeing, 1}}};
  static const AliasTable kWeights = [] {
    std::vector<double> weights;
    for (const Choice& choice : kChoices) weights.push_back(choice.weight);
    return AliasTable(weights);
  }();
  josa(kChoices[kWeights.sample(random_.next())].josa);
}

void Composer::object_phrase() {
  noun_phrase();
  josa(random_.percent(70) ? Josa::kObject : Josa::kSubject);
}

// 시장을 확대하는, 밝힌: an adnominal form, open for a noun.
void Composer::relative_clause() {
  if (random_.percent(50)) {
    object_phrase();
    space();
  }
  static constexpr Ending kForms[] = {Ending::kPastAdnominal, Ending::kPresentAdnominal,
                                      Ending::kFuture,        Ending::kPastAdnominal,
                                      Ending::kRetrospective, Ending::kAim,
                                      Ending::kClaim,         Ending::kPastClaim};
  const std::uint32_t drawn = random_.below(20);
  verb(kForms[drawn < 16 ? drawn % 4 : drawn - 12]);
}

void Composer::adverb() { put(words_.adverbs.sample(random_.next())); }

// One constituent of a sentence with its particle.
void Composer::phrase() {
  const std::uint32_t kind = random_.below(100);
  if (kind < 48) {
    noun_phrase();
    if (!random_.percent(28)) case_josa();
  } else if (kind < 60) {
    adverb();
  } else if (kind < 69) {
    relative_clause();
    space();
    if (random_.percent(40)) {
      put(words_.dependent_nouns.sample(random_.next()));
    } else {
      noun();
    }
    case_josa();
  } else if (kind < 76) {
    number();
    if (random_.percent(55)) case_josa();
  } else if (kind < 80) {
    date_phrase();
  } else if (kind < 85) {
    person();
    josa(random_.percent(60) ? Josa::kTopic : Josa::kSubject);
  } else if (kind < 88) {
    list_phrase();
    case_josa();
  } else if (kind < 92) {
    quoted_noun();
    case_josa();
  } else if (kind < 95) {
    gloss();
    case_josa();
  } else {
    clause_end();
  }
}

// The verb of a clause that another clause follows.
void Composer::clause_end() {
  static constexpr Ending kForms[] = {Ending::kAnd,     Ending::kAlso,    Ending::kSo,
                                      Ending::kWhile,   Ending::kThen,    Ending::kSoThat,
                                      Ending::kPastAnd, Ending::kIf,      Ending::kPastAlso,
                                      Ending::kNominal, Ending::kPastBut, Ending::kAlthough};
  const auto drawn = favourite(random_, static_cast<std::uint32_t>(std::size(kForms)));
  verb(kForms[drawn]);
  if (kForms[drawn] == Ending::kNominal) {
    static constexpr std::array<std::string_view, 3> kAfter = {" 위해", " 때문에", " 위한"};
    put(pick(random_, kAfter));
    ++eojeols_;
  } else if (kForms[drawn] == Ending::kPastAnd || kForms[drawn] == Ending::kPastAlso ||
             kForms[drawn] == Ending::kPastBut) {
    if (random_.percent(70)) *at_++ = ',';
  }
}

// The end of a sentence, without its full stop.
void Composer::final_predicate() {
  static constexpr std::array<std::string_view, 8> kSay = {" 밝혔다",   " 말했다",   " 전했다",
                                                           " 강조했다", " 설명했다", " 덧붙였다",
                                                           " 주장했다", " 당부했다"};
  static constexpr std::array<std::string_view, 6> kSeem = {" 것으로 보인다",   " 것으로 전망된다",
                                                            " 것으로 예상된다", " 것으로 기대된다",
                                                            " 계획이다",        " 예정이다"};
  static constexpr std::array<std::string_view, 5> kTurnOut = {
      " 것으로 나타났다", " 것으로 알려졌다", " 것으로 조사됐다", " 것으로 전해졌다", " 바 있다"};
  const std::uint32_t kind = random_.below(100);
  if (kind < 34) return verb(Ending::kPast);
  if (kind < 42) return verb(Ending::kPresent);
  if (kind < 54) {
    verb(random_.percent(70) ? Ending::kPastSaid : Ending::kSaid);
    put(pick(random_, kSay));
  } else if (kind < 62) {
    verb(Ending::kFuture);
    put(pick(random_, kSeem));
    ++eojeols_;
  } else if (kind < 69) {
    verb(Ending::kPastAdnominal);
    put(pick(random_, kTurnOut));
    ++eojeols_;
  } else if (kind < 77) {
    verb(Ending::kAnd);
    put(" 있다");
  } else if (kind < 82) {
    verb(Ending::kFuture);
    put(" 수 있다");
    ++eojeols_;
  } else if (kind < 85) {
    verb(Ending::kMust);
    put(" 한다");
  } else if (kind < 88) {
    verb(Ending::kNot);
    put(" 않았다");
  } else if (kind < 91) {
    verb(Ending::kNominal);
    put("로 했다");
  } else {
    noun();
    return josa(random_.percent(60) ? Josa::kCopula : Josa::kCopulaPast);
  }
  ++eojeols_;
}

// --- Sentences --------------------------------------------------------------------------------

// Phrases until about `eojeols` eojeol stand since the call.
void Composer::fill(std::size_t eojeols) {
  const std::size_t until = eojeols_ + eojeols;
  while (eojeols_ < until) {
    phrase();
    if (random_.percent(5) && at_[-1] != ',') *at_++ = ',';
    space();
  }
}

void Composer::sentence(std::size_t eojeols) {
  const std::size_t until = eojeols_ + eojeols;
  const std::uint32_t opening = random_.below(100);
  if (opening < 18) {
    put(words_.connectives.sample(random_.next()));
    space();
  } else if (opening < 38) {
    person();
    josa(Josa::kTopic);
    space();
  } else if (opening < 62) {
    noun_phrase();
    josa(random_.percent(70) ? Josa::kTopic : Josa::kSubject);
    space();
  }
  if (eojeols_ + 3 < until) fill(until - 3 - eojeols_);
  if (eojeols > 6 && random_.percent(60)) {
    object_phrase();
    space();
  }
  final_predicate();
  *at_++ = '.';
}

// 대표는 “…”고 말했다.
void Composer::speech(std::size_t eojeols) {
  static constexpr std::array<std::string_view, 5> kSay = {" 말했다.", " 밝혔다.", " 강조했다.",
                                                           " 설명했다.", " 전했다."};
  person();
  josa(Josa::kTopic);
  space();
  put(curly_quotes_ ? "“" : "\"");
  if (eojeols > 6) fill(eojeols - 6);
  object_phrase();
  space();
  verb(random_.percent(50) ? Ending::kPresent : Ending::kPast);
  put(curly_quotes_ ? "”" : "\"");
  put(random_.percent(60) ? "고" : "며");
  put(pick(random_, kSay));
  ++eojeols_;
}

void Composer::byline() {
  const Word& paper = words_.papers[paper_].first;
  const std::uint32_t form = random_.below(100);
  put(form < 60 ? "(" : "[");
  put(locations_[0]);
  *at_++ = '=';
  put(paper);
  put(form < 60 ? ")" : "]");
  space();
  put(people_[kPeople - 1]);
  space();
  put("기자 = ");
  eojeols_ += 2;
}

void Composer::subheading() {
  for (std::uint32_t words = 3 + random_.below(5); words > 0; --words) {
    noun();
    if (words > 1) space();
  }
  ++eojeols_;
}

void Composer::bullets() {
  static constexpr std::array<std::string_view, 4> kMarks = {"▲", "△", "▷", "◇"};
  const std::string_view mark = pick(random_, kMarks);
  for (std::uint32_t items = 3 + random_.below(4); items > 0; --items) {
    put(mark);
    if (random_.percent(50)) space();
    noun_phrase();
    if (items > 1) space();
  }
  *at_++ = ' ';
  ++eojeols_;
  static constexpr std::array<std::string_view, 3> kEnds = {"등이다.", "순이다.", "등이 있다."};
  put(pick(random_, kEnds));
}

void Composer::closing() {
  const std::uint32_t form = random_.below(100);
  if (form >= 40) return;
  put(form < 20 ? "\n\n" : " ");
  ++eojeols_;
  if (form < 12) {
    put("저작권자 ⓒ ");
    put(words_.papers[paper_].first);
    put(" 무단전재 및 재배포 금지");
    eojeols_ += 5;
    return;
  }
  put(people_[kPeople - 1]);
  put(" 기자 ");
  eojeols_ += 2;
  put("news");
  put_decimal(random_.below(1000), false);
  put("@");
  put(words_.papers[paper_].second);
  put(".example");
}

std::string_view Composer::body(std::vector<AttachedJosa>* josa) {
  static const QuantileTable kBodyLengths(kBodyLength);
  static const QuantileTable kSentenceLengths(kSentenceLength);
  josa_log_ = josa;
  const auto budget = static_cast<std::size_t>(kBodyLengths.sample(random_.next()));
  // One paragraph in half of the articles, two in most of the others; long ones may have more.
  const std::uint32_t form = random_.below(100);
  const std::size_t paragraphs = form < 60   ? 1
                                 : form < 91 ? 2
                                 : form < 97 ? 3
                                             : 4 + random_.below(12);
  if (paragraphs > 1 && random_.percent(60)) {
    subheading();
    put("\n\n");
  }
  if (random_.percent(35)) byline();
  std::size_t paragraph = 1;
  for (bool first = true; first || eojeols_ + 5 < budget; first = false) {
    if (static_cast<std::size_t>(at_ - start_) + kReserveBytes > kBufferBytes) break;
    if (!first) {
      if (paragraph < paragraphs && eojeols_ > budget * paragraph / paragraphs) {
        put("\n\n");
        ++paragraph;
      } else if (!glued_ || random_.percent(25)) {
        *at_++ = ' ';
      }
    }
    auto length = static_cast<std::size_t>(kSentenceLengths.sample(random_.next()) + .5);
    if (budget > eojeols_) length = std::min(length, budget - eojeols_);
    const std::uint32_t kind = random_.below(100);
    if (kind < 16 && length > 6) {
      speech(length);
    } else if (kind < 18 && length > 9) {
      bullets();
    } else {
      sentence(length);
    }
    ++eojeols_;
  }
  closing();
  josa_log_ = nullptr;
  return since(0);
}

std::string_view Composer::title() {
  static const QuantileTable kTitleLengths(kTitleLength);
  const auto begin = static_cast<std::size_t>(at_ - start_);
  eojeols_ = 0;
  const auto budget = static_cast<std::size_t>(kTitleLengths.sample(random_.next()) + .9);
  if (random_.percent(6)) {
    put(random_.percent(50) ? "[단독] " : "[속보] ");
    ++eojeols_;
  }
  const std::uint32_t opening = random_.below(100);
  if (opening < 10) {
    put(words_.headline_hanja.sample(random_.next()));
  } else if (opening < 30) {
    put(people_[0]);
  } else if (opening < 55) {
    put(organisations_[0]);
  } else {
    noun();
  }
  if (random_.percent(45)) *at_++ = ',';
  space();
  bool broken = false;
  while (eojeols_ + 1 < budget) {
    const std::uint32_t kind = random_.below(100);
    if (kind < 10) {
      quoted_noun();
    } else if (kind < 22) {
      number();
    } else if (kind < 28) {
      adverb();
    } else {
      noun();
      if (random_.percent(12)) josa(random_.percent(50) ? Josa::kAt : Josa::kObject);
    }
    if (!broken && eojeols_ + 4 > budget && random_.percent(45)) {
      put("…");
      ++eojeols_;
      broken = true;
    } else {
      space();
    }
  }
  put(words_.actions.sample(random_.next()));
  return since(begin);
}

namespace {

void append_padded(std::string& out, std::uint32_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

}  // namespace

void Composer::write_metadata(GeneratedArticle& article) {
  const WordPair& paper = words_.papers[paper_];
  article.press = paper.first.view();
  article.section = words_.sections.sample(random_.next()).view();
  article.date.clear();
  append_padded(article.date, 2016 + random_.below(10), 4);
  article.date += '-';
  append_padded(article.date, 1 + random_.below(12), 2);
  article.date += '-';
  append_padded(article.date, 1 + random_.below(28), 2);
  article.date += ' ';
  append_padded(article.date, random_.below(24), 2);
  article.date += ':';
  append_padded(article.date, random_.below(60), 2);
  article.reporter = people_[kPeople - 1].view();
  article.reporter.append("(desk@").append(paper.second.view()).append(".example)");
  article.url.assign("https://news.").append(paper.second.view()).append(".example/article/");
  article.url += article.id;
}

}  // namespace gisa::bench
