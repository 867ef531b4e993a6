#include "indexer/terminal/problem_log.h"

#include <fmt/format.h>

#include <cerrno>

#include "common/messages/messages.h"
#include "common/system/io_error.h"
#include "common/text/file_name.h"
#include "common/text/json_text.h"

namespace gisa {
namespace {

const char* unit_name(PlaceUnit unit) {
  switch (unit) {
    case PlaceUnit::kLine:
      return "line";
    case PlaceUnit::kRow:
      return "row";
    case PlaceUnit::kRecord:
      return "record";
  }
  return "";
}

}  // namespace

std::string format_problem_json(const Problem& problem) {
  std::string line = "{\"path\":";
  append_json_string(line, file_name_text(problem.path));
  if (problem.line > 0) line += fmt::format(",\"{}\":{}", unit_name(problem.unit), problem.line);
  line += ",\"reason\":";
  append_json_string(line, problem.reason);
  return line + "}\n";
}

ProblemLog::ProblemLog(const std::filesystem::path& file, IndexObserver& next)
    : file_(file), next_(next), out_(std::fopen(file.c_str(), "we"), std::fclose) {
  if (out_ == nullptr) throw io_error(to_translate("cannot write the report {}: {}"), file, errno);
}

void ProblemLog::on_problem(const Problem& problem) {
  const std::string line = format_problem_json(problem);
  if (std::fwrite(line.data(), 1, line.size(), out_.get()) != line.size() && error_ == 0)
    error_ = errno;
  next_.on_problem(problem);
}

void ProblemLog::close() {
  if (std::fclose(out_.release()) != 0 && error_ == 0) error_ = errno;
  if (error_ != 0) throw io_error(to_translate("the report {} is not complete: {}"), file_, error_);
}

}  // namespace gisa
