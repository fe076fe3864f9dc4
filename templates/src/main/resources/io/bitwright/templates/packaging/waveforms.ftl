<#-- Runs of small units of each kind, recorded from their RTL by UnitWaveformTest. -->
<#macro weight_stationary_array>
{"signal": [
  {"name": "clk_i", "wave": "p..............................."},
  ["weight",
    {"name": "weight_valid_i", "wave": "010.10101.0.10.................."},
    {"name": "weight_ready_o", "wave": "1............0.........1........"},
    {"name": "weight_data_i", "wave": "x=x.=x=x==x.=x..................", "data": ["c0", "d0", "14", "c0", "d0", "14"]}],
  ["activation",
    {"name": "activation_valid_i", "wave": "1..........0..1.........0......."},
    {"name": "activation_ready_o", "wave": "0......1.......0.......10......."},
    {"name": "activation_data_i", "wave": "=.......===x..==........x.......", "data": ["567486", "6dfe21", "81beb2", "81a680", "799019", "4ec46f"]},
    {"name": "activation_first_i", "wave": "=.......===x..==........x.......", "data": ["1", "1", "1", "1", "1", "1"]},
    {"name": "activation_last_i", "wave": "=.......===x..==........x.......", "data": ["1", "1", "1", "1", "1", "1"]},
    {"name": "activation_end_i", "wave": "=.......===x..==........x.......", "data": ["0", "0", "0", "0", "1", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0..............1...........0..1."},
    {"name": "result_ready_i", "wave": "0......................1........"},
    {"name": "result_data_o", "wave": "x..............=........===x..==", "data": ["303280ac000", "ff081ac0da000", "487cfff02000", "6d7c9ff02000", "2b80240f2000", "fe6804809c000"]}]
 ],
 "head": {"text": "weight_stationary_array rows=3 columns=4 weights=ternary activations=int8 multiplier=adder accumulator-rows=5 longest-sum=12 accumulator-width=13: 6x3x4 random, stalls: all", "tick": 0}}
</#macro>
<#macro input_stationary_array>
{"signal": [
  {"name": "clk_i", "wave": "p........................"},
  ["activation",
    {"name": "activation_valid_i", "wave": "1.....0.................."},
    {"name": "activation_ready_o", "wave": "1.....01........0.10.10.1"},
    {"name": "activation_data_i", "wave": "======x..................", "data": ["141a55cb", "1452b36b", "219add16", "fc73edef", "ef78f92e", "0"]}],
  ["weight",
    {"name": "weight_valid_i", "wave": "1..........0............."},
    {"name": "weight_ready_o", "wave": "0..1.......0............."},
    {"name": "weight_data_i", "wave": "=...=======x.............", "data": ["3f", "0", "13", "10", "3f", "35", "31", "31"]},
    {"name": "weight_first_i", "wave": "=...=======x.............", "data": ["1", "1", "1", "1", "0", "0", "0", "0"]},
    {"name": "weight_last_i", "wave": "=...=======x.............", "data": ["0", "0", "0", "0", "1", "1", "1", "1"]},
    {"name": "weight_end_i", "wave": "=...=======x.............", "data": ["0", "0", "0", "1", "0", "0", "0", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0..............1........."},
    {"name": "result_ready_i", "wave": "10.10.10.10.10.10.10.10.1"},
    {"name": "result_data_o", "wave": "x..............==..=..=..", "data": ["fe67c3c06bf97", "ff583affcc01d", "4ffcfeea03a", "e8037f94005"]}]
 ],
 "head": {"text": "input_stationary_array rows=3 columns=4 weights=ternary activations=int8 multiplier=adder accumulator-rows=5 longest-sum=12 accumulator-width=13: 4x5x4 random, stalls: all", "tick": 0}}
</#macro>
<#macro output_stationary_array>
{"signal": [
  {"name": "clk_i", "wave": "p............."},
  ["activation",
    {"name": "activation_valid_i", "wave": "1.....0......."},
    {"name": "activation_ready_o", "wave": "1.....0......."},
    {"name": "activation_data_i", "wave": "======x.......", "data": ["197dd8", "fc5166", "3dc438", "69c275", "1e2216", "d9c8c7"]},
    {"name": "activation_last_i", "wave": "======x.......", "data": ["0", "0", "0", "0", "0", "1"]}],
  ["weight",
    {"name": "weight_valid_i", "wave": "1.....0......."},
    {"name": "weight_ready_o", "wave": "1.....0......."},
    {"name": "weight_data_i", "wave": "======x.......", "data": ["c4", "f1", "c", "1d", "5c", "14"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0..........1.."},
    {"name": "result_ready_i", "wave": "101...0.1.01.."},
    {"name": "result_data_o", "wave": "x..........===", "data": ["ff63fecfb700db", "fd53f5b0274013", "24064fcb8065"]}]
 ],
 "head": {"text": "output_stationary_array rows=3 columns=4 weights=ternary activations=int8 multiplier=adder longest-sum=20 accumulator-width=14: 3x6x4 random, stalls: output back pressure", "tick": 0}}
</#macro>
<#macro adder_tree_array>
{"signal": [
  {"name": "clk_i", "wave": "p............................"},
  ["weight",
    {"name": "weight_valid_i", "wave": "1...................0........"},
    {"name": "weight_ready_o", "wave": "1............................"},
    {"name": "weight_data_i", "wave": "====================x........", "data": ["14", "d", "34", "7", "3f", "33", "4", "30", "5", "3f", "14", "d", "34", "7", "3f", "33", "4", "14", "31", "3d"]}],
  ["activation",
    {"name": "activation_valid_i", "wave": "1.......................0...."},
    {"name": "activation_ready_o", "wave": "0....1...01...01...01...0...."},
    {"name": "activation_data_i", "wave": "=.....====.====.====.===x....", "data": ["6dfe215674", "1981a68081", "6f7d4ec46f", "237ec4d56f", "beb2", "7990", "a82f", "e63b", "e27b97609b", "e5f67cc7aa", "40d77d29d2", "e981d8dffa", "8a08", "3e01", "9584", "dd5e"]},
    {"name": "activation_first_i", "wave": "=.....====.====.====.===x....", "data": ["1", "1", "1", "1", "0", "0", "0", "0", "1", "1", "1", "1", "0", "0", "0", "0"]},
    {"name": "activation_last_i", "wave": "=.....====.====.====.===x....", "data": ["0", "0", "0", "0", "1", "1", "1", "1", "0", "0", "0", "0", "1", "1", "1", "1"]},
    {"name": "activation_end_i", "wave": "=.....====.====.====.===x....", "data": ["0", "0", "0", "1", "0", "0", "0", "1", "0", "0", "0", "1", "0", "0", "0", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0..............1...0.....1..."},
    {"name": "result_ready_i", "wave": "1............................"},
    {"name": "result_data_o", "wave": "x..............====x.....====", "data": ["d3f1c039", "cbf10056", "7e0c15fea9", "13413fef9", "6bdebffb", "7d2015dfeb", "7e47ea408e", "7f6fed0017"]}]
 ],
 "head": {"text": "adder_tree_array rows=5 columns=3 weights=ternary activations=int8 shared-pairs=false accumulator-rows=4 longest-sum=16 accumulator-width=13: 8x7x3 random, stalls: none", "tick": 0}}
</#macro>
<#macro bit_plane_array>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["weight",
    {"name": "weight_valid_i", "wave": "1......................................."},
    {"name": "weight_ready_o", "wave": "1......................................."},
    {"name": "weight_data_i", "wave": "========================================", "data": ["30", "35", "15", "1b", "b", "2", "1b", "36", "7", "25", "2d", "16", "31", "32", "31", "15", "31", "1b", "18", "3c", "1a", "1", "3b", "19", "f", "0", "21", "7", "c", "11", "2", "4", "3b", "21", "3d", "a", "1a", "3a", "c", "10"]}],
  ["activation",
    {"name": "activation_valid_i", "wave": "1......................................."},
    {"name": "activation_ready_o", "wave": "0....................1.0................"},
    {"name": "activation_data_i", "wave": "=.....................==................", "data": ["f656784f68", "2f19a8afb4", "bb465da"]},
    {"name": "activation_first_i", "wave": "=.....................==................", "data": ["1", "1", "0"]},
    {"name": "activation_last_i", "wave": "=.....................==................", "data": ["0", "0", "1"]},
    {"name": "activation_end_i", "wave": "=.....................==................", "data": ["0", "1", "0"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0......................................."},
    {"name": "result_ready_i", "wave": "0...1.....................0...1........."},
    {"name": "result_data_o", "wave": "x.......................................", "data": []}]
 ],
 "head": {"text": "bit_plane_array rows=5 columns=2 planes=3 scale-fraction-bits=12 accumulator-rows=4 longest-sum=16 result-width=30: 2x9x2 random, stalls: output back pressure, the first 40 of 57 cycles", "tick": 0}}
</#macro>
<#macro xnor_popcount_array>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["weight",
    {"name": "weight_valid_i", "wave": "1.....................0................."},
    {"name": "weight_ready_o", "wave": "1............................0.........."},
    {"name": "weight_data_i", "wave": "======================x.................", "data": ["5", "2", "5", "2", "5", "2", "5", "2", "5", "2", "5", "2", "5", "2", "5", "2", "5", "2", "5", "2", "7", "7"]}],
  ["activation",
    {"name": "activation_valid_i", "wave": "1........................0.............."},
    {"name": "activation_ready_o", "wave": "0..........1..0.......1..0.............."},
    {"name": "activation_data_i", "wave": "=...........===........==x..............", "data": ["555", "2aa", "555", "6aa", "755", "6aa"]},
    {"name": "activation_terms_i", "wave": "=...........===........==x..............", "data": ["b", "b", "b", "9", "9", "9"]},
    {"name": "activation_first_i", "wave": "=...........===........==x..............", "data": ["1", "1", "1", "0", "0", "0"]},
    {"name": "activation_last_i", "wave": "=...........===........==x..............", "data": ["0", "0", "0", "1", "1", "1"]},
    {"name": "activation_end_i", "wave": "=...........===........==x..............", "data": ["0", "0", "1", "0", "0", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0...........................1..........."},
    {"name": "result_ready_i", "wave": "0........10.10...........10.10.........."},
    {"name": "result_data_o", "wave": "x...........................==..........", "data": ["53614", "1b0a6c"]}]
 ],
 "head": {"text": "xnor_popcount_array rows=11 columns=3 accumulator-rows=4 longest-sum=32 accumulator-width=7: 3x20x3 alternating extremes, stalls: output back pressure, the first 40 of 45 cycles", "tick": 0}}
</#macro>
<#macro lookup_array>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["weight",
    {"name": "weight_valid_i", "wave": "1..................................0...."},
    {"name": "weight_ready_o", "wave": "1......................0101.01.........."},
    {"name": "weight_data_i", "wave": "========================.=.==.=====x....", "data": ["0", "2", "0", "0", "2", "1", "1", "0", "0", "3", "2", "3", "1", "3", "0", "2", "0", "2", "0", "0", "2", "1", "1", "0", "0", "1", "0", "3", "1", "0", "3", "3"]}],
  ["activation",
    {"name": "activation_valid_i", "wave": "1......................................0"},
    {"name": "activation_ready_o", "wave": "0.......1...0...1...0.....1.01.0...1...0"},
    {"name": "activation_data_i", "wave": "=........====....====......==.==....===x", "data": ["c716753866d82e2c", "3dfc19c822c2c451", "4684215d4764d91e", "537abd8f3a95f0e1", "7d", "69", "d7", "71", "4ebde273ec1544c", "6c7d6b0b574d33b0", "749f9e94e2b47e87", "3543818f9b05fab7", "11", "d5", "e8", "82"]},
    {"name": "activation_first_i", "wave": "=........====....====......==.==....===x", "data": ["1", "1", "1", "1", "0", "0", "0", "0", "1", "1", "1", "1", "0", "0", "0", "0"]},
    {"name": "activation_last_i", "wave": "=........====....====......==.==....===x", "data": ["0", "0", "0", "0", "1", "1", "1", "1", "0", "0", "0", "0", "1", "1", "1", "1"]},
    {"name": "activation_end_i", "wave": "=........====....====......==.==....===x", "data": ["0", "0", "0", "1", "0", "0", "0", "1", "0", "0", "0", "1", "0", "0", "0", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0......................1......0........."},
    {"name": "result_ready_i", "wave": "010..1..010101..0.10.1.0101.01..010..1.."},
    {"name": "result_data_o", "wave": "x......................=.=.==.x.........", "data": ["1a6089", "2c8052", "aa177", "259fbc"]}]
 ],
 "head": {"text": "lookup_array rows=8 columns=2 mu=3 accumulator-rows=4 longest-sum=16 accumulator-width=13: 8x9x2 random, stalls: output back pressure, the first 40 of 48 cycles", "tick": 0}}
</#macro>
<#macro ternary_unpacker>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["byte",
    {"name": "byte_valid_i", "wave": "1..0101.....0101.01...0101.....0101.01.."},
    {"name": "byte_ready_o", "wave": "1......................................."},
    {"name": "byte_data_i", "wave": "===x=x======x=x==x====x=x======x=x==x===", "data": ["100", "201", "302", "403", "504", "605", "706", "807", "908", "a09", "b0a", "c0b", "d0c", "e0d", "f0e", "100f", "1110", "1211", "1312", "1413", "1514", "1615", "1716", "1817", "1918", "1a19", "1b1a", "1c1b", "1d1c", "1e1d"]}],
  ["trit",
    {"name": "trit_valid_o", "wave": "0.1..0101.....0101.01...0101.....0101.01"},
    {"name": "trit_ready_i", "wave": "1......................................."},
    {"name": "trit_data_o", "wave": "x.===x=x======x=x==x====x=x======x=x==x=", "data": ["3ffff", "3fcff", "fdff", "ff3f", "fc3f", "1fd3f", "1ff7f", "1fc7f", "33d7f", "33fcf", "33ccf", "3dcf", "3f0f", "3c0f", "13d0f", "13f4f", "13c4f", "37d4f", "37fdf", "37cdf", "7ddf", "7f1f", "7c1f", "17d1f", "17f5f", "17c5f", "3cd5f", "3cff3"]},
    {"name": "trit_error_o", "wave": "x.===x=x======x=x==x====x=x======x=x==x=", "data": ["0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]}]
 ],
 "head": {"text": "ternary_unpacker bytes=2 trits=9: 256 beats every byte, stalls: inputs idle, the first 40 of 349 cycles", "tick": 0}}
</#macro>
<#macro codebook_decoder>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["scale",
    {"name": "scale_valid_i", "wave": "01.......................01............."},
    {"name": "scale_ready_o", "wave": "0.................10....10...10.......10"},
    {"name": "scale_data_i", "wave": "x=.................=.....x=...=........=", "data": ["b", "1", "10", "33", "0"]}],
  ["code",
    {"name": "code_valid_i", "wave": "0...............1......................."},
    {"name": "code_ready_o", "wave": "01.................0...1.0.1..0.....1..0"},
    {"name": "code_data_i", "wave": "x...............====....==..===......===", "data": ["83", "8c", "91", "b8", "35", "cb", "32", "fb", "db", "21", "a6", "a0"]},
    {"name": "code_last_i", "wave": "x...............====....==..===......===", "data": ["0", "0", "0", "0", "1", "0", "0", "0", "0", "0", "0", "0"]}],
  ["weight",
    {"name": "weight_valid_o", "wave": "0..................1.........01........."},
    {"name": "weight_ready_i", "wave": "01.0......1..01.0......1..01.0......1..0"},
    {"name": "weight_data_o", "wave": "x..................=....===.=x=......===", "data": ["7de", "726", "ec4", "301", "fdff", "382b", "cebd", "7f2b", "7f7f"]}]
 ],
 "head": {"text": "codebook_decoder codebook=nf4 lanes=2 group=6 level-width=8 scale-width=6 fraction=4 output=int8: 17 beats on 6 scales random, stalls: all, the first 40 of 68 cycles", "tick": 0}}
</#macro>
<#macro absmax_quantizer>
{"signal": [
  {"name": "clk_i", "wave": "p......................................"},
  ["value",
    {"name": "value_valid_i", "wave": "1......................0..............."},
    {"name": "value_ready_o", "wave": "1.....0...1.....0...1.................."},
    {"name": "value_data_i", "wave": "=======....======....==x...............", "data": ["1000", "fec05", "1803", "ffffe", "fff", "ffffa", "c00", "1803", "fec00", "1ff9", "ffc01", "1", "ff002", "ffffe", "bfb"]},
    {"name": "value_last_i", "wave": "=======....======....==x...............", "data": ["0", "0", "0", "1", "0", "1", "0", "0", "0", "1", "0", "1", "0", "0", "1"]}],
  ["quantized",
    {"name": "quantized_valid_o", "wave": "0................1.....0...1.....0..1.."},
    {"name": "quantized_ready_i", "wave": "1......................................"},
    {"name": "quantized_data_o", "wave": "x................======x...======x..===", "data": ["5500", "966a", "7f40", "ebd6", "40eb", "eb81", "3600", "6d36", "a500", "7f81", "817f", "7f", "9a33", "e7cd", "3381"]},
    {"name": "quantized_scale_o", "wave": "x................======x...======x..===", "data": ["6", "6", "6", "6", "6", "6", "7", "7", "7", "7", "1", "1", "5", "5", "5"]},
    {"name": "quantized_last_o", "wave": "x................======x...======x..===", "data": ["0", "0", "0", "1", "0", "1", "0", "0", "0", "1", "0", "1", "0", "0", "1"]}]
 ],
 "head": {"text": "absmax_quantizer lanes=2 input-width=10 longest=8: tokens of [8, 4, 8, 4, 6] values small, stalls: none", "tick": 0}}
</#macro>
<#macro requantizer>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["scale",
    {"name": "scale_valid_i", "wave": "0.1..01...........0.1..................."},
    {"name": "scale_ready_o", "wave": "0...10...........10....................."},
    {"name": "scale_mantissa_i", "wave": "x.=..x=...........x.=...................", "data": ["9", "7", "e"]},
    {"name": "scale_shift_i", "wave": "x.=..x=...........x.=...................", "data": ["44", "2ce", "44"]}],
  ["sum",
    {"name": "sum_valid_i", "wave": "1......................................."},
    {"name": "sum_ready_o", "wave": "0.1..0..10...10..10.10...10..1.010...10."},
    {"name": "sum_data_i", "wave": "=..===...=....=...=..=....=...==.=....=.", "data": ["980020", "3ff960003", "20000ffff", "20001fff0", "200010000", "e7e40aea", "3ff72ffff", "1fffe0075", "a20001", "eac1fff6", "200014a79", "3ffe00364", "3f9dbfbf6"]},
    {"name": "sum_last_i", "wave": "=..===...=....=...=..=....=...==.=....=.", "data": ["0", "0", "1", "0", "0", "1", "0", "0", "0", "0", "0", "0", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0.....1...........01..........01........"},
    {"name": "result_ready_i", "wave": "010..10.10...10..10.10...10..10.10...10."},
    {"name": "result_data_o", "wave": "x.....=..=....=...x=.=....=...x=.=....=.", "data": ["4c02", "cb00", "807f", "e000", "e0f4", "e01", "967f", "7f0f", "7a00"]}]
 ],
 "head": {"text": "requantizer lanes=2 sum-width=17 scale-width=2 scales=lane output=int8: 117 beats on 25 scales random, stalls: all, the first 40 of 474 cycles", "tick": 0}}
</#macro>
<#macro rms_normalizer>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["gain",
    {"name": "gain_valid_i", "wave": "0......................................."},
    {"name": "gain_ready_o", "wave": "1......................................."},
    {"name": "gain_data_i", "wave": "x.......................................", "data": []}],
  ["value",
    {"name": "value_valid_i", "wave": "0................................10....."},
    {"name": "value_ready_o", "wave": "1......................................."},
    {"name": "value_data_i", "wave": "x................................=x.....", "data": ["0"]},
    {"name": "value_end_i", "wave": "x................................=x.....", "data": ["0"]}],
  ["normalized",
    {"name": "normalized_valid_o", "wave": "0......................................."},
    {"name": "normalized_ready_i", "wave": "0.10101....01.0.1.0..10101....01.0.1.0.."},
    {"name": "normalized_data_o", "wave": "x.......................................", "data": []},
    {"name": "normalized_last_o", "wave": "x.......................................", "data": []}]
 ],
 "head": {"text": "rms_normalizer lanes=2 length=32 input-width=8 input-fraction=4 gain-width=6 gain-fraction=4 output-width=24 output-fraction=22 epsilon=0.125 sum-width=20: 6 tokens of 32 values, 2 sets of gains zero x random, stalls: all, the first 40 of 3957 cycles", "tick": 0}}
</#macro>
<#macro bit_linear>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["gain",
    {"name": "gain_valid_i", "wave": "01010.....10......101..................."},
    {"name": "gain_ready_o", "wave": "1..................0...................."},
    {"name": "gain_data_i", "wave": "x=x=x.....=x......=x=...................", "data": ["0", "0", "a", "0", "0"]}],
  ["value",
    {"name": "value_valid_i", "wave": "0............1.........................."},
    {"name": "value_ready_o", "wave": "1....................0.................."},
    {"name": "value_data_i", "wave": "x............=========..................", "data": ["8080", "8080", "8080", "8080", "8080", "8080", "8080", "8080", "8080"]},
    {"name": "value_end_i", "wave": "x............=========..................", "data": ["0", "0", "0", "0", "0", "0", "0", "0", "0"]}],
  ["weight",
    {"name": "weight_valid_i", "wave": "0.........1............................."},
    {"name": "weight_ready_o", "wave": "0......................................."},
    {"name": "weight_data_i", "wave": "x.........=.............................", "data": ["f51"]}],
  ["scale",
    {"name": "scale_valid_i", "wave": "1......................................."},
    {"name": "scale_ready_o", "wave": "0......................................."},
    {"name": "scale_mantissa_i", "wave": "=.......................................", "data": ["f"]},
    {"name": "scale_shift_i", "wave": "=.......................................", "data": ["6"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0......................................."},
    {"name": "result_ready_i", "wave": "1......................................."},
    {"name": "result_data_o", "wave": "x.......................................", "data": []},
    {"name": "result_last_o", "wave": "x.......................................", "data": []}]
 ],
 "head": {"text": "bit_linear lanes=2 columns=3 length=8 outputs=8 weights=ternary input-width=8 input-fraction=4 gain-width=4 gain-fraction=2 normalized-width=10 normalized-fraction=8 epsilon=0.125 scale-width=4 output=int16 accumulator-width=11: 18 tokens of 8 values, 8 outputs, 4 sets of gains lowest x spike, stalls: inputs idle, the first 40 of 745 cycles", "tick": 0}}
</#macro>
