
//////////////////////////////////////////////////////////////////////////////
// The same run without Java                                                //
//////////////////////////////////////////////////////////////////////////////

#include <ctime>
#include <fstream>
#include <iterator>
#include <vector>

// Usage: unit STIMULUS. The file holds 64-bit words and beats: for each input stream the number of beats and the
// beats; for each output stream the number of beats to expect. Prints cycles and CPU seconds of the run.
int main(int argc, char** argv) {
  static const std::uint8_t kAlways[] = {1};
  if (argc != 2) return 2;
  std::ifstream file(argv[1], std::ios::binary);
  const auto read_count = [&file] {
    std::uint64_t count = 0;
    file.read(reinterpret_cast<char*>(&count), sizeof count);
    return count;
  };
  std::vector<std::vector<std::uint8_t>> beats;
  std::vector<std::vector<std::uint64_t>> stamps;
  harness::Run run{};
  run.cycle_limit = UINT64_MAX;
  for (std::size_t i = 0; i < harness::kInputs; i++) {
    const std::uint64_t count = read_count();
    auto& data = beats.emplace_back(count * harness::kInputBeatBytes[i]);
    file.read(reinterpret_cast<char*>(data.data()), static_cast<std::streamsize>(data.size()));
    auto& moved = stamps.emplace_back(count);
    run.inputs[i] = {data.data(), count, 0, 0, 0, kAlways, 1, moved.data()};
  }
  for (std::size_t i = 0; i < harness::kOutputs; i++) {
    const std::uint64_t count = read_count();
    auto& data = beats.emplace_back(count * harness::kOutputBeatBytes[i]);
    auto& moved = stamps.emplace_back(count);
    run.outputs[i] = {data.data(), count, 0, count, kAlways, 1, moved.data()};
  }
  if (!file) return 2;

  auto* model = harness_create(1);
  if (harness_reset(model, 4) != harness::kDone) return 1;
  const auto cpu_seconds = [] {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
  };
  const double start = cpu_seconds();
  const std::int64_t status = harness_run(model, &run);
  const double seconds = cpu_seconds() - start;
  std::printf("%llu %.9f\n", static_cast<unsigned long long>(run.cycle), seconds);
  harness_destroy(model);
  return status == harness::kDone ? 0 : 1;
}
