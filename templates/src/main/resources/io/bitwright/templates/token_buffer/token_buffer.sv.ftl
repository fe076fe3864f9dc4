<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Keeps whole tokens in two banks: one is written while the other is read.",
  "A token can be read once the unit has given its fact."]/>

module token_buffer #(
  parameter  int Beats      = ${(beats?c + ",")?right_pad(6)} // beats of the longest token, at least 1
  parameter  int Passes     = 1,     // times that a token is read, at least 1
  parameter  int BeatWidth  = ${(beatWidth?c + ",")?right_pad(6)} // bits of a beat
  parameter  int NoteWidth  = ${(noteWidth?c + ",")?right_pad(6)} // bits noted at a token's last beat
  parameter  int FactWidth  = ${(factWidth?c + ",")?right_pad(6)} // bits of a fact
  localparam int IndexWidth = Beats > 1 ? $clog2(Beats) : 1
) (
  input  logic                  clk_i,
  input  logic                  rst_ni,

  // the beats of a token
  input  logic                  write_valid_i,
  output logic                  write_ready_o,
  input  logic                  write_last_i,
  input  logic [BeatWidth-1:0]  write_data_i,
  input  logic [NoteWidth-1:0]  write_note_i,  // kept from the last beat
  output logic [IndexWidth-1:0] write_index_o, // the beat's place in its token

  // the fact of the oldest token that has none
  input  logic                  fact_valid_i,
  input  logic [FactWidth-1:0]  fact_data_i,

  // the beats again; valid and ready read one, which is at the outputs from the next cycle on
  output logic                  read_valid_o,
  input  logic                  read_ready_i,
  input  logic                  read_last_i,   // it is the last of its token: what follows is its
                                               // first again, or after all passes the next token's
  output logic [IndexWidth-1:0] read_index_o,  // its place in its token
  output logic [NoteWidth-1:0]  read_note_o,   // its token's note
  output logic [BeatWidth-1:0]  read_data_o,
  output logic [FactWidth-1:0]  read_fact_o
);

  // One write and one read port, registered read: a block RAM or LUT RAM. Address: bank, index.
  logic [BeatWidth-1:0] memory [2 << IndexWidth];

  logic                  write_bank_q, write_bank_d; // being written
  logic                  fact_bank_q, fact_bank_d;   // next to have a fact
  logic                  read_bank_q, read_bank_d;   // being read
  logic [IndexWidth-1:0] write_index_q, write_index_d;
  logic [IndexWidth-1:0] read_index_q, read_index_d;
  logic [1:0]            occupied_q, occupied_d;     // a whole token, not yet read to its end
  logic [1:0]            known_q, known_d;           // it has its fact, if occupied
  logic [NoteWidth-1:0]  note [2];
  logic [FactWidth-1:0]  fact [2];
  logic [BeatWidth-1:0]  read_data_q;
  logic [FactWidth-1:0]  read_fact_q;

  logic write;
  logic write_done;
  logic read;
  logic read_done;
  logic last_pass;

  assign write_ready_o = !occupied_q[write_bank_q];
  assign write         = write_valid_i && write_ready_o;
  assign write_done    = write && write_last_i;
  assign read_valid_o  = occupied_q[read_bank_q] && known_q[read_bank_q];
  assign read          = read_valid_o && read_ready_i;
  assign read_done     = read && read_last_i && last_pass;

  // A bit for each bank, 1 at the one that something happens to.
  function automatic logic [1:0] at_bank(input logic bank, input logic happens);
    at_bank = {bank && happens, !bank && happens};
  endfunction

  assign write_bank_d = write_bank_q ^ write_done;
  assign fact_bank_d  = fact_bank_q ^ fact_valid_i;
  assign read_bank_d  = read_bank_q ^ read_done;
  assign occupied_d   = (occupied_q | at_bank(write_bank_q, write_done))
                        & ~at_bank(read_bank_q, read_done);
  assign known_d      = (known_q | at_bank(fact_bank_q, fact_valid_i))
                        & ~at_bank(write_bank_q, write_done);

  if (Passes > 1) begin : gen_passes
    localparam int PassWidth = $clog2(Passes);

    logic [PassWidth-1:0] pass_q, pass_d;

    assign last_pass = pass_q == PassWidth'(Passes - 1);
    assign pass_d    = last_pass ? '0 : pass_q + 1'b1;

    always_ff @(posedge clk_i) begin
      if (!rst_ni) begin
        pass_q <= '0;
      end else if (read && read_last_i) begin
        pass_q <= pass_d;
      end
    end
  end else begin : gen_one_pass
    assign last_pass = 1'b1;
  end

  always_comb begin
    write_index_d = write_index_q;
    read_index_d  = read_index_q;
    if (write) write_index_d = write_last_i ? '0 : write_index_q + 1'b1;
    if (read) read_index_d = read_last_i ? '0 : read_index_q + 1'b1;
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      write_bank_q  <= 1'b0;
      fact_bank_q   <= 1'b0;
      read_bank_q   <= 1'b0;
      write_index_q <= '0;
      read_index_q  <= '0;
      occupied_q    <= '0;
    end else begin
      write_bank_q  <= write_bank_d;
      fact_bank_q   <= fact_bank_d;
      read_bank_q   <= read_bank_d;
      write_index_q <= write_index_d;
      read_index_q  <= read_index_d;
      occupied_q    <= occupied_d;
    end
  end

  always_ff @(posedge clk_i) begin
    known_q <= known_d;
    if (write_done) note[write_bank_q] <= write_note_i;
    if (fact_valid_i) fact[fact_bank_q] <= fact_data_i;
    if (read) read_fact_q <= fact[read_bank_q];
  end

  always_ff @(posedge clk_i) begin
    if (write) memory[{write_bank_q, write_index_q}] <= write_data_i;
    if (read) read_data_q <= memory[{read_bank_q, read_index_q}];
  end

  assign write_index_o = write_index_q;
  assign read_index_o  = read_index_q;
  assign read_note_o   = note[read_bank_q];
  assign read_data_o   = read_data_q;
  assign read_fact_o   = read_fact_q;

endmodule : token_buffer
