#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gisa {

/// One news article. All text is UTF-8. Absent fields are empty.
struct Article {
  std::string id;  ///< identity: record id, or path relative to the PATH given
  std::string title;
  std::string body;  ///< paragraphs separated by '\n'
  std::string date;  ///< as read; cleaned, in the time of Asia/Seoul: YYYY-MM-DD or
                     ///< YYYY-MM-DDTHH:MM:SS+09:00
  std::string press;
  std::string section;
  std::string reporter;  ///< as read; cleaned, names only, with commas between
  std::string url;
  std::string path;  ///< file the article came from
};

/// True if the title was made of the body's first sentence, because there was none: it then shows
/// what the article is about but says nothing that the body does not, and weighs nothing of its
/// own.
inline bool is_made_of_body(std::string_view title, std::string_view body) {
  constexpr std::string_view kCut = "…";
  const bool is_cut = title.ends_with(kCut);
  if (is_cut) title.remove_suffix(kCut.size());
  if (title.empty() || !body.starts_with(title)) return false;
  // A headline may well be the body's first words; a made one is a sentence, or cut off.
  const bool is_line = body.size() == title.size() || body[title.size()] == '\n';
  return is_cut || is_line || std::string_view(".?!").find(title.back()) != std::string_view::npos;
}

/// The names of Article::reporter, without blanks around them; none empty, none twice.
std::vector<std::string_view> split_names(std::string_view reporter);

}  // namespace gisa
