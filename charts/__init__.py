"""Tables in, Plotly figures and their alt texts out: columns, template, findings, figures, the catalogue of charts."""
