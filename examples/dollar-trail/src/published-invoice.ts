/**
 * A published e-invoice as data: the figures of `ubl/examples/ubl-tc434-example1.xml`, an example of the EN 16931
 * validation artefacts (ConnectingEurope/eInvoicing-EN16931). Names of goods and parties are as printed there.
 *
 * One stated difference: line 20 is printed as 6 × 18.33 = −109.98. A quantity times a price must give the line, so
 * the return is entered as −6 × 18.33.
 */
export interface PublishedLine {
  name: string
  quantity: string
  unit_price: string
  tax_percent: string
  /** The document's own net of the line, in cents. */
  net: number
}

const line = (name: string, quantity: string, unit_price: string, tax_percent: string, net: number): PublishedLine => ({
  name,
  quantity,
  unit_price,
  tax_percent,
  net,
})

export const publishedInvoice = {
  currency: 'EUR',
  issued_on: '2015-01-09',
  seller: { name: 'De Koksmaat', tax_number: 'NL8200.98.395.B.01', registration_number: '57151520' },
  buyer: { name: 'ODIN 59', contact: 'Dhr. J BLOKKER' },
  lines: [
    line('PATAT FRITES 10MM 10KG', '2', '9.95', '6', 1990),
    line('PKAAS 50PL. JONG BEL. 1KG', '1', '9.85', '6', 985),
    line('POT KETCHUP 3 LT', '1', '8.29', '6', 829),
    line('FRITESSAUS 3 LRR', '2', '7.23', '6', 1446),
    line('KOFFIE BLIK 3,5KG SNELF', '1', '35.00', '6', 3500),
    line('KOFFIE 3.5 KG BLIK STAND', '1', '35.00', '6', 3500),
    line('SUIKERKLONT', '1', '10.65', '6', 1065),
    line('1 KG UL BLOKJES', '1', '1.55', '6', 155),
    line('BLOCKNOTE A5', '3', '4.79', '6', 1437),
    line('CHIPS NAT KLEIN ZAKJES', '1', '8.29', '6', 829),
    line('CHIPS PAP KLEINE ZAKJES', '2', '8.29', '6', 1658),
    line('TR KL PAKJES APPELSAP', '1', '9.95', '6', 995),
    line('PK CHOCOLADEMEL', '2', '1.65', '6', 330),
    line('KRAT BIER', '1', '10.80', '21', 1080),
    line('STATIEGELD', '1', '3.90', '6', 390),
    line('BLEEK 3 X 750 ML', '2', '3.80', '21', 760),
    line('WC PAPIER', '2', '4.67', '21', 934),
    line('BALPENNEN 50 ST BLAUW', '1', '18.63', '21', 1863),
    line('EM FRITUURVET', '6', '17.02', '6', 10212),
    line('FRITUUR VET 10 KG RETOUR', '-6', '18.33', '6', -10998),
  ],
  /** The document's own totals, in cents. */
  totals: {
    net: 22960,
    taxes: [
      { percent: '6', taxable: 18323, tax: 1099 },
      { percent: '21', taxable: 4637, tax: 974 },
    ],
    tax: 2073,
    total: 25033,
    amount_due: 25033,
  },
} as const
