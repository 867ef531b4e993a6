// The hand-written word lists of the generator: common words of Korean news, own work.
//
// Each list is one string of words parted by single spaces, the more frequent words roughly first
// (the generator draws by rank). Everything rarer is composed from syllables, see syllables.h.
#pragma once

#include <string_view>

namespace gisa::bench::lexicon {

// Nouns of two, three, and four or more syllables.
extern const std::string_view kShortNouns;
extern const std::string_view kMiddleNouns;
extern const std::string_view kLongNouns;

// Nouns that make a verb with 하다 and, in the passive, 되다: 추진 -> 추진하다, 추진되다.
extern const std::string_view kActions;

// Other verbs as stem/infinitive pairs: 밝히/밝혀 is 밝히다, 밝혀.
extern const std::string_view kVerbs;

// Words that stand alone and never change: adverbs, then determiners and adnominal adjectives.
extern const std::string_view kAdverbs;
extern const std::string_view kConnectives;
extern const std::string_view kDeterminers;

// Dependent nouns that follow an adnominal verb form: 것, 때, 경우 ...
extern const std::string_view kDependentNouns;

// Endings of a noun that make another one: 경제 + 적인, 정책 + 안.
extern const std::string_view kNounSuffixes;

// People: surnames, the two syllables of a given name, titles after a name.
extern const std::string_view kSurnames;
extern const std::string_view kGivenFirst;
extern const std::string_view kGivenSecond;
extern const std::string_view kTitles;

// Places (invented stems get these endings) and well-known cities and countries.
extern const std::string_view kPlaces;
extern const std::string_view kPlaceEndings;

// Organisations: endings of invented companies and institutions.
extern const std::string_view kCompanyEndings;

// Units after a number, numerals between number and unit.
extern const std::string_view kUnits;
extern const std::string_view kMagnitudes;

// Acronyms (read letter by letter) and English words (used in brackets only).
extern const std::string_view kAcronyms;
extern const std::string_view kEnglish;

// Hanja that stand for a word in headlines, and nouns with their Hanja as 경제/經濟.
extern const std::string_view kHeadlineHanja;
extern const std::string_view kHanjaGlosses;

// Invented papers with the host of their address as 한빛일보/hanbit, and sections.
extern const std::string_view kPapers;
extern const std::string_view kSections;

}  // namespace gisa::bench::lexicon
