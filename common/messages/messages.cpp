#include "common/messages/messages.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <libintl.h>

#include <clocale>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "common/messages/quantities.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDomain = "gisa";
constexpr const char* kCatalogue = "ko/LC_MESSAGES/gisa.mo";

// The file of the program, or of the shared library this is a part of, with symbolic links resolved
// (/lib is one to /usr/lib).
fs::path file_of_this_code() {
  std::error_code error;
  Dl_info info = {};
  const bool found = ::dladdr(reinterpret_cast<const void*>(&use_language_of_user), &info) != 0;
  // A shared library is found by its file name. A program is known by the name that it was called
  // by, which need not be the name of a file.
  if (found && info.dli_fname != nullptr && std::strstr(info.dli_fname, ".so") != nullptr)
    return fs::canonical(info.dli_fname, error);
  return fs::canonical("/proc/self/exe", error);
}

// Beside the code, wherever it was installed or built (bin/, lib/, lib/ARCHITECTURE/), else where
// it was to be installed. Empty if it is nowhere.
fs::path catalogue_directory() {
  const fs::path directory = file_of_this_code().parent_path();
  std::error_code error;
  for (const fs::path& candidate : {directory / "../share/locale", directory / "../../share/locale",
                                    fs::path(GISA_LOCALE_DIRECTORY)}) {
    if (fs::exists(candidate / kCatalogue, error)) return candidate.lexically_normal();
  }
  return {};
}

// Tells gettext where the catalogues are, at the first call only.
void bind_catalogues() {
  [[maybe_unused]] static const bool kIsBound = [] {
    const fs::path directory = catalogue_directory();
    if (!directory.empty()) ::bindtextdomain(kDomain, directory.c_str());
    ::bind_textdomain_codeset(kDomain, "UTF-8");  // as the articles, whatever the locale has
    return true;
  }();
}

std::string fill(const char* translation, const char* english, fmt::format_args arguments) {
  try {
    return fmt::vformat(translation, arguments);
  } catch (const fmt::format_error&) {
    return fmt::vformat(english, arguments);
  }
}

// What the environment names as the locale of messages: "ko_KR.UTF-8".
std::string named_locale() {
  for (const char* const variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(variable);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

}  // namespace

void use_language_of_user() {
  ::bind_textdomain_codeset("libc", "UTF-8");  // texts of system errors
  if (std::setlocale(LC_MESSAGES, "") != nullptr) return;
  // A locale that was not generated on this machine: a language is all that is wanted of it.
  const std::string name = named_locale();
  if (std::setlocale(LC_MESSAGES, "C.UTF-8") == nullptr) return;
  ::setenv("LANGUAGE", name.substr(0, name.find_first_of(".@")).c_str(), 0);
}

const char* tr(const char* english) {
  if (*english == '\0') return english;  // the key of the catalogue's header
  bind_catalogues();
  return ::dgettext(kDomain, english);
}

Language language_of_messages() {
  // Translators: the language that numbers and dates are written in: "en" or "ko".
  return std::strcmp(tr("en"), "ko") == 0 ? Language::kKorean : Language::kEnglish;
}

std::string tr_vformat(const char* english, fmt::format_args arguments) {
  return fill(tr(english), english, arguments);
}

std::string tr_count(std::uint64_t number, const char* one, const char* many) {
  const std::string count = format_count(number);
  bind_catalogues();
  return fill(::dngettext(kDomain, one, many, number), number == 1 ? one : many,
              fmt::make_format_args(count));
}

}  // namespace gisa
