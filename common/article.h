#pragma once

#include <string>

namespace gisa {

/// One news article. All text is UTF-8. Absent fields are empty.
struct Article {
  std::string id;        // identity: record id, or path relative to the PATH given
  std::string title;
  std::string body;      // paragraphs separated by '\n'
  std::string date;      // ISO 8601 local time of Asia/Seoul: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS+09:00; or empty
  std::string press;
  std::string section;
  std::string reporter;  // names only, comma separated
  std::string url;
  std::string path;      // file the article came from
};

}  // namespace gisa
