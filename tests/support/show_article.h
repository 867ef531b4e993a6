/// All fields of an article in one line, to compare at once.
#pragma once

#include <string>

#include "common/articles/article.h"

namespace gisa {

inline std::string show(const Article& article) {
  std::string text;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) text += (text.empty() ? "" : " | ") + std::string(name) + "=" + value;
  };
  add("id", article.id);
  add("title", article.title);
  add("body", article.body);
  add("date", article.date);
  add("press", article.press);
  add("section", article.section);
  add("reporter", article.reporter);
  add("url", article.url);
  add("path", article.path);
  return text;
}

}  // namespace gisa
