#include "searcher/terminal/topics.h"

#include <fmt/format.h>

#include <cstddef>
#include <iostream>
#include <istream>
#include <optional>

#include "common/messages/messages.h"
#include "common/system/standard_streams.h"
#include "common/text/ascii.h"
#include "searcher/terminal/input_file.h"

namespace gisa::terminal {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

[[noreturn]] void reject(std::string_view name, std::size_t line, std::string_view complaint) {
  throw Error(ErrorCode::kBadInput, fmt::format("{}:{}: {}", name, line, complaint),
              tr("a topic is one line: its id, a tab, its query"));
}

std::optional<Topic> parse_line(std::string_view line, std::string_view name, std::size_t number) {
  if (trim_ends(line).empty()) return std::nullopt;
  const std::size_t tab = line.find('\t');
  if (tab == std::string_view::npos) reject(name, number, tr("no tab in the line"));
  const std::string_view id = trim_ends(line.substr(0, tab));
  if (id.empty()) reject(name, number, tr("no topic id before the tab"));
  return Topic{std::string(id), std::string(trim_ends(line.substr(tab + 1)))};
}

}  // namespace

std::vector<Topic> read_topics(std::istream& input, std::string_view name) {
  std::vector<Topic> topics;
  std::string line;
  for (std::size_t number = 1; std::getline(input, line); ++number) {
    std::string_view text = line;
    if (number == 1 && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    if (auto topic = parse_line(text, name, number)) topics.push_back(std::move(*topic));
  }
  if (input.bad()) throw Error(ErrorCode::kIo, tr_format("cannot read topics from {}", name));
  return topics;
}

std::vector<Topic> load_topics(const std::string& path) {
  if (path == "-") {
    std::vector<Topic> topics = read_topics(std::cin, "<stdin>");
    check_input();
    return topics;
  }
  std::ifstream file = open_input(path, tr("topics file"));
  return read_topics(file, path);
}

}  // namespace gisa::terminal
