/// common/messages/messages.h - what gisa says, in the language of its user.
///
///     tr("no article in it")                         // a text
///     tr_format("cannot open {}: {}", path, why)     // a template of fmt
///     tr_count(n, "{} article", "{} articles")       // with a number, as people write it
///     constexpr const char* kHint = to_translate("save it again");    // in a table
///     tr(kHint)                                                       // and later
///
/// The English text is the key of GNU gettext's catalogues (common/messages/translations/), and
/// what is said where there is no translation. The language is that of the program's locale for
/// messages (LC_ALL, LC_MESSAGES, LANG; LANGUAGE goes before). Nothing here sets a locale but
/// use_language_of_user(), which is for the start of a program; within another program the library
/// speaks as that one has chosen.
///
/// Threads: everything but use_language_of_user() may be called from any thread at once.
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <string>

namespace gisa {

/// Takes the language that the environment names. Call it before any threads are started.
void use_language_of_user();

/// The languages that numbers and dates can be written in (common/messages/quantities.h).
enum class Language { kEnglish, kKorean };
/// That of the messages.
Language language_of_messages();

/// The translation of `english`, or itself. Lives as long as the program.
const char* tr(const char* english);

/// Marks a text for translation and does nothing else.
constexpr const char* to_translate(const char* english) { return english; }

/// As tr_format(), without the check of the template by the compiler. A translation that does not
/// fit the arguments is passed over for the English.
std::string tr_vformat(const char* english, fmt::format_args arguments);

/// The translation of the template `english`, a string literal, with its arguments. A translation
/// may put them in another order: {1} {0}.
template <typename... Arguments>
std::string tr_format(fmt::format_string<Arguments...> english, Arguments&&... arguments) {
  return tr_vformat(fmt::string_view(english).data(), fmt::make_format_args(arguments...));
}

/// `one` or `many`, templates with one {}, with the number as format_count() writes it.
std::string tr_count(std::uint64_t number, const char* one, const char* many);

}  // namespace gisa
