#include "bench/generator/phrase_writer.h"

#include <iterator>
#include <string_view>

namespace gisa::bench {

PhraseWriter::PhraseWriter(std::uint64_t state)
    : words_(Vocabulary::shared()),
      random_(state),
      paper_(random_.favourite(static_cast<std::uint32_t>(words_.papers.size()))),
      curly_quotes_(random_.percent(45)),
      glued_(random_.percent(47)) {
  draw_topics();
}

void PhraseWriter::draw_topics() {
  // A beat is what a desk reports on day after day: articles on one share rare words.
  constexpr std::uint32_t kBeats = 3000;
  constexpr std::uint32_t kBeatWords = 60;
  const std::uint64_t beat = random_.favourite(kBeats);
  for (Word& topic : topics_) {
    const std::uint32_t kind = random_.below(100);
    if (kind < 42) {
      topic = words_.nouns.sample(random_.next());
    } else if (kind < 75) {
      const std::uint64_t key = mix(beat << 16 | random_.favourite(kBeatWords));
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

// --- Words -----------------------------------------------------------------------------------

void PhraseWriter::josa(Josa josa) {
  const Word& form = words_.josa(josa, tail());
  if (josa_log_ != nullptr) josa_log_->push_back({size(), form.size});
  put(form);
}

// A verb of one eojeol: mostly noun + 하다, as in the language of news.
void PhraseWriter::verb(Ending ending) {
  const auto form = static_cast<std::size_t>(ending);
  const std::uint32_t kind = random_.below(100);
  if (kind < 42) {
    put(words_.verbs[words_.verb_ranks.sample(random_.next())][form]);
    return;
  }
  put(words_.actions.sample(random_.next()));
  put(kind < 80 ? words_.hada[form] : words_.doeda[form]);
}

// --- Phrases ----------------------------------------------------------------------------------

void PhraseWriter::simple_noun() {
  const std::uint32_t kind = random_.below(100);
  if (kind < 60) {
    put(topics_[random_.favourite(kTopics)]);
  } else if (kind < 85) {
    put(words_.nouns.sample(random_.next()));
  } else if (kind < 93) {
    put(words_.actions.sample(random_.next()));
  } else {
    put(words_.open_word(words_.sample_rank(random_.next())));
  }
}

// A noun of one eojeol, simple or composed.
void PhraseWriter::noun() {
  const std::uint32_t kind = random_.below(100);
  if (kind < 81) return simple_noun();
  if (kind < 87) {
    put(words_.nouns.sample(random_.next()));
    put(words_.noun_suffixes.sample(random_.next()));
  } else if (kind < 90) {
    put(words_.nouns.sample(random_.next()));
    put(words_.actions.sample(random_.next()));
  } else if (kind < 94) {
    put(organisations_[random_.favourite(kOrganisations)]);
  } else if (kind < 98) {
    put(locations_[random_.favourite(kLocations)]);
  } else {
    put(words_.acronyms.sample(random_.next()));
    if (random_.percent(25)) put(words_.nouns.sample(random_.next()));
  }
}

// Up to three nouns in a row without particles, the last one open for one.
void PhraseWriter::noun_phrase() {
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

void PhraseWriter::person() {
  put(people_[random_.favourite(kPeople)]);
  if (random_.percent(75)) {
    space();
    put(words_.titles.sample(random_.next()));
  }
  if (random_.percent(6)) {
    const Tail behind = tail();
    put('(');
    put_decimal(20 + random_.below(60), false);
    put(')');
    set_tail(behind);
  }
}

void PhraseWriter::number() {
  const std::uint32_t kind = random_.below(100);
  if (random_.percent(10)) {
    put("약 ");
    count_eojeols(1);
  }
  if (kind < 18) {
    put_decimal(random_.below(100), false);
    if (random_.percent(60)) {
      put('.');
      put_decimal(random_.below(10), false);
    }
    put("%", Tail::kVowel);
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

void PhraseWriter::date_phrase() {
  const std::uint32_t kind = random_.below(100);
  if (kind < 25) {
    put("지난 ");
    count_eojeols(1);
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
    count_eojeols(1);
    put_decimal(1 + random_.below(12), false);
    put("시");
  }
}

// 가·나·다 등
void PhraseWriter::list_phrase() {
  simple_noun();
  for (std::uint32_t more = 1 + random_.below(3); more > 0; --more) {
    if (random_.percent(60)) {
      put("·");
    } else {
      put(',');
      space();
    }
    simple_noun();
  }
  if (random_.percent(60)) {
    space();
    put("등", Tail::kConsonant);
  }
}

void PhraseWriter::quoted_noun() {
  put(curly_quotes_ ? "‘" : "'");
  for (std::uint32_t words = random_.below(4); words > 0; --words) {
    noun();
    space();
  }
  noun();
  put(curly_quotes_ ? "’" : "'");
}

// A noun explained in brackets, in Latin letters, Hanja or words.
void PhraseWriter::gloss() {
  const std::uint32_t kind = random_.below(100);
  if (kind < 6) {
    const WordPair& pair =
        words_
            .hanja_glosses[random_.below(static_cast<std::uint32_t>(words_.hanja_glosses.size()))];
    put(pair.first);
    const Tail behind = tail();
    put('(');
    put(pair.second);
    put(')');
    set_tail(behind);
    return;
  }
  simple_noun();
  const Tail behind = tail();
  put('(');
  if (kind < 35) {
    put(words_.acronyms.sample(random_.next()));
  } else if (kind < 55) {
    put(words_.english.sample(random_.next()));
    space();
    put(words_.english.sample(random_.next()));
  } else {
    noun();
  }
  put(')');
  set_tail(behind);
}

void PhraseWriter::case_josa() {
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

void PhraseWriter::object_phrase() {
  noun_phrase();
  josa(random_.percent(70) ? Josa::kObject : Josa::kSubject);
}

// 시장을 확대하는, 밝힌: an adnominal form, open for a noun.
void PhraseWriter::relative_clause() {
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

void PhraseWriter::adverb() { put(words_.adverbs.sample(random_.next())); }

// One constituent of a sentence with its particle.
void PhraseWriter::phrase() {
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
void PhraseWriter::clause_end() {
  static constexpr Ending kForms[] = {Ending::kAnd,     Ending::kAlso,    Ending::kSo,
                                      Ending::kWhile,   Ending::kThen,    Ending::kSoThat,
                                      Ending::kPastAnd, Ending::kIf,      Ending::kPastAlso,
                                      Ending::kNominal, Ending::kPastBut, Ending::kAlthough};
  const auto drawn = random_.favourite(static_cast<std::uint32_t>(std::size(kForms)));
  verb(kForms[drawn]);
  if (kForms[drawn] == Ending::kNominal) {
    static constexpr std::array<std::string_view, 3> kAfter = {" 위해", " 때문에", " 위한"};
    put(random_.pick(kAfter));
    count_eojeols(1);
  } else if (kForms[drawn] == Ending::kPastAnd || kForms[drawn] == Ending::kPastAlso ||
             kForms[drawn] == Ending::kPastBut) {
    if (random_.percent(70)) put(',');
  }
}

// The end of a sentence, without its full stop.
void PhraseWriter::final_predicate() {
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
    put(random_.pick(kSay));
  } else if (kind < 62) {
    verb(Ending::kFuture);
    put(random_.pick(kSeem));
    count_eojeols(1);
  } else if (kind < 69) {
    verb(Ending::kPastAdnominal);
    put(random_.pick(kTurnOut));
    count_eojeols(1);
  } else if (kind < 77) {
    verb(Ending::kAnd);
    put(" 있다");
  } else if (kind < 82) {
    verb(Ending::kFuture);
    put(" 수 있다");
    count_eojeols(1);
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
  count_eojeols(1);
}

}  // namespace gisa::bench
