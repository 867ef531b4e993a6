/// What a run would read, without a database: --dry-run.
///
///     const Survey survey = survey_sources(options, observer);
///     std::cout << format_survey(survey);
///
/// Threads: any number at once; the observer is told by the thread that calls.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/pipeline/index_job.h"

namespace gisa {

/// What came of the contents of one format.
struct FormatSurvey {
  std::string format;       ///< its name; "unknown" for what is none
  std::uint64_t files = 0;  ///< files, and members of archives
  std::uint64_t articles = 0;
  std::uint64_t problems = 0;    ///< records and files that would be left out
  std::uint64_t text_bytes = 0;  ///< of title and body
  std::uint64_t undated = 0;     ///< articles without a date that can be read
  std::uint64_t untitled = 0;
  std::uint64_t bodiless = 0;  ///< articles that are a title alone
};

struct Survey {
  std::vector<FormatSurvey> formats;    ///< by name, only those that occur
  std::uint64_t broken_characters = 0;  ///< that would become U+FFFD
  double seconds = 0;

  FormatSurvey total() const;
};

/// Reads everything `options` names as a run would, cleans it, and keeps nothing. Problems are told
/// the observer. Throws Error (kInvalidArgument).
Survey survey_sources(const IndexOptions& options, IndexObserver& observer);

/// As a table for people, with line ends.
std::string format_survey(const Survey& survey);
/// As one JSON object on one line, without line end.
std::string format_survey_json(const Survey& survey);

}  // namespace gisa
