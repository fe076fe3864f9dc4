// A queue of four entries with two fields, one of them wider than 64 bits: a unit for the tests of
// the harness.

module tagged_fifo (
  input  logic        clk_i,
  input  logic        rst_ni,

  // entries in
  input  logic        entry_valid_i,
  output logic        entry_ready_o,
  input  logic [69:0] entry_data_i,
  input  logic [2:0]  entry_tag_i,

  // entries out, a cycle later at the earliest
  output logic        exit_valid_o,
  input  logic        exit_ready_i,
  output logic [2:0]  exit_tag_o,
  output logic [69:0] exit_data_o
);
  localparam int Depth = 4;

  logic [72:0] entries_q [Depth];
  logic [1:0]  head_q;
  logic [2:0]  count_q;
  logic        push;
  logic        pop;

  assign entry_ready_o = count_q != 3'(Depth);
  assign exit_valid_o  = count_q != 3'd0;
  assign {exit_tag_o, exit_data_o} = entries_q[head_q];

  assign push = entry_valid_i && entry_ready_o;
  assign pop  = exit_valid_o && exit_ready_i;

  always_ff @(posedge clk_i) begin
    if (push) entries_q[2'(3'(head_q) + count_q)] <= {entry_tag_i, entry_data_i};
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      head_q  <= 2'd0;
      count_q <= 3'd0;
    end else begin
      head_q  <= head_q + 2'(pop);
      count_q <= count_q + 3'(push) - 3'(pop);
    end
  end
endmodule : tagged_fifo
