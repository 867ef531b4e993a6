/// Checks a whole segment.
///
///     for (const std::string& problem : glass::check_segment("news.db/s000001")) std::cerr <<
///     problem << '\n';
///
/// xapian-check passes over a good deal: leaves out of order, a wrong number of entries or total
/// length, bounds that are too low. Searches then rank wrongly or miss documents without a word.
/// This checks everything our writer promises, with a reader of our own.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace gisa::glass {

/// What is wrong, one line each; empty if nothing. Takes 40 bytes a document.
/// Throws Error: kIo, kNotFound (no version file), kNewerVersion.
std::vector<std::string> check_segment(const std::filesystem::path& segment);

}  // namespace gisa::glass
