[[noreturn]] void give_up(const std::string& why) {
  std::printf("FAIL: %s\n", why.c_str());
  std::exit(1);
}

Words parse_hex(const std::string& digits, int width) {
  Words words((width + 31) / 32, 0);
  for (std::size_t i = 0; i < digits.size(); i++) {
    const std::uint32_t digit = std::stoul(digits.substr(digits.size() - 1 - i, 1), nullptr, 16);
    words.at(i / 8) |= digit << (4 * (i % 8));
  }
  return words;
}

struct Run {
  std::string title;
  std::uint64_t cycles = 0;
};

// Lines: "run TITLE", "cycles N", "stream NAME BEATS PATTERN" and its beats, fields in hex.
Run read_run(const std::string& file, std::vector<Stream>& streams) {
  std::ifstream in(file);
  if (!in) give_up("cannot read " + file);
  Run run;
  Stream* stream = nullptr;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string first;
    if (!(words >> first) || first[0] == '#') continue;
    if (first == "run") {
      std::getline(words >> std::ws, run.title);
    } else if (first == "cycles") {
      words >> run.cycles;
    } else if (first == "stream") {
      std::string name;
      std::size_t beats = 0;
      words >> name >> beats;
      stream = nullptr;
      for (Stream& one : streams) {
        if (one.name == name) stream = &one;
      }
      if (stream == nullptr) give_up(file + ": no stream " + name);
      words >> stream->pattern;
      stream->beats.clear();
      stream->moved = 0;
      stream->offering = false;
    } else {
      if (stream == nullptr) give_up(file + ": a beat of no stream");
      Beat beat;
      for (int width : stream->widths) {
        beat.push_back(parse_hex(first, width));
        words >> first;
      }
      stream->beats.push_back(beat);
    }
  }
  return run;
}

bool willing(const Stream& stream, std::uint64_t cycle) {
  return stream.pattern[cycle % stream.pattern.size()] == '1';
}

void drive(Stream& stream, std::uint64_t cycle) {
  if (!stream.input) {
    stream.drive(willing(stream, cycle));
    return;
  }
  const bool left = stream.moved < stream.beats.size();
  stream.offering = left && (stream.offering || willing(stream, cycle));
  stream.drive(stream.offering);
  if (stream.offering) stream.offer(stream.beats[stream.moved]);
}

// After the unit has answered: moves the stream's beat if both sides are willing.
void move(Stream& stream, std::uint64_t cycle) {
  if (!stream.answers() || !(stream.input ? stream.offering : willing(stream, cycle))) return;
  const std::string beat = stream.name + " beat " + std::to_string(stream.moved);
  const std::string where = " in cycle " + std::to_string(cycle);
  if (stream.moved == stream.beats.size()) give_up(beat + where + " was not to come");
  if (!stream.input && !stream.shows(stream.beats[stream.moved])) {
    give_up(beat + where + " is not the recorded one");
  }
  stream.moved++;
  stream.offering = false;
}

bool all_came(const std::vector<Stream>& streams) {
  return std::all_of(streams.begin(), streams.end(), [](const Stream& stream) {
    return stream.input || stream.moved == stream.beats.size();
  });
}

void clock_edge(Unit& unit) {
  unit.${clock} = 1;
  unit.eval();
  unit.${clock} = 0;
}

std::uint64_t play(Unit& unit, std::vector<Stream>& streams, std::uint64_t limit) {
  std::uint64_t cycle = 0;
  while (!all_came(streams)) {
    if (cycle == limit) give_up("not done after " + std::to_string(cycle) + " cycles");
    for (Stream& stream : streams) drive(stream, cycle);
    unit.eval();
    for (Stream& stream : streams) move(stream, cycle);
    clock_edge(unit);
    cycle++;
  }
  for (const Stream& stream : streams) {
    if (stream.moved != stream.beats.size()) give_up("beats of " + stream.name + " were not taken");
  }
  return cycle;
}

void reset(Unit& unit, std::vector<Stream>& streams) {
  unit.${clock} = 0;
  unit.${reset} = 0;
  for (Stream& stream : streams) stream.drive(false);
  for (int cycle = 0; cycle < 4; cycle++) {
    unit.eval();
    clock_edge(unit);
  }
  unit.${reset} = 1;
}

// The runs follow each other without another reset, as they may in use.
int main(int argc, char** argv) {
  std::vector<std::string> files(argv + 1, argv + argc);
  if (files.empty() && std::filesystem::is_directory("vectors")) {
    for (const auto& entry : std::filesystem::directory_iterator("vectors")) {
      files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
  }
  if (files.empty()) give_up("no vectors: name them, or run where the folder vectors is");
  auto unit = std::make_unique<Unit>();
  std::vector<Stream> streams = streams_of(*unit);
  reset(*unit, streams);
  for (const std::string& file : files) {
    const Run run = read_run(file, streams);
    const std::uint64_t cycles = play(*unit, streams, 4 * run.cycles + 1000);
    if (cycles != run.cycles) {
      give_up(file + ": " + std::to_string(cycles) + " cycles, not " + std::to_string(run.cycles));
    }
    std::printf("%s: %s: %llu cycles\n", file.c_str(), run.title.c_str(),
                static_cast<unsigned long long>(cycles));
  }
  unit->final();
  std::printf("PASS: %zu runs, all beats and cycles as recorded\n", files.size());
  return 0;
}
