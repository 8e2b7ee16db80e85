# Debian's Business::OnlinePayment::PayflowPro, driven by lines of JSON. Its host and port 443 are fixed, so that the
# one place where it sends is replaced; what it writes and what it reads are its own.
use strict;
use warnings;
use Business::OnlinePayment;
use Business::OnlinePayment::PayflowPro;
use HTTP::Tiny;
use JSON::PP;

my ($url) = @ARGV;
my $json = JSON::PP->new->utf8->canonical;
$| = 1;

{
    no warnings 'redefine';
    *Business::OnlinePayment::PayflowPro::https_post = sub {
        my ( $self, $options, $body ) = @_;
        my %headers = ( 'Content-Type' => $options->{'Content-Type'}, %{ $options->{headers} } );
        my $answer = HTTP::Tiny->new->post( $url, { headers => \%headers, content => $body } );
        return ( $answer->{content}, "$answer->{status} $answer->{reason}", %{ $answer->{headers} } );
    };
}

while ( my $line = <STDIN> ) {
    my $call    = $json->decode($line);
    my $payment = Business::OnlinePayment->new( 'PayflowPro', %{ $call->{account} } );
    $payment->content( %{ $call->{content} } );
    $payment->submit();
    my %said = map { $_ => $payment->$_() }
      qw(is_success result_code error_message order_number authorization avs_code cvv2_response response_page);
    print $json->encode( \%said ), "\n";
}
